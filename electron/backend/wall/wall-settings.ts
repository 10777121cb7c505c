import type { WallProgram, WallScene, WallSettings } from '../../../shared/contract/wall.ts';
import { BUILT_IN_PROGRAM } from '../../../shared/domain/wall-program.ts';
import type { SettingsStore } from '../db/office/settings-store.ts';
import { WALL_PROGRAM, WALL_SCENE } from './program-schema.ts';

const PROGRAM_KEY = 'wallProgram';
const PIN_KEY = 'wallPinned';

type SavedBy = Parameters<SettingsStore['save']>[2];

/** What the walls show, in office.db. A program that is no program (of a later version, or edited by hand) is passed over for the built-in one. */
export class WallSettingsStore {
  readonly #settings: SettingsStore;
  readonly #onChanged: () => void;
  #read: WallSettings | null = null;

  constructor(settings: SettingsStore, onChanged: () => void) {
    this.#settings = settings;
    this.#onChanged = onChanged;
  }

  /** Read from the file once: the topic asks for it every few seconds. */
  get current(): WallSettings {
    this.#read ??= {
      program: WALL_PROGRAM.safeParse(this.#settings.get(PROGRAM_KEY)).data ?? BUILT_IN_PROGRAM,
      pinned: WALL_SCENE.safeParse(this.#settings.get(PIN_KEY)).data ?? null,
    };
    return this.#read;
  }

  /** Null takes the built-in program back. */
  saveProgram(program: WallProgram | null, by: SavedBy): void {
    this.#save(PROGRAM_KEY, program, by);
  }

  pin(scene: WallScene | null, by: SavedBy): void {
    this.#save(PIN_KEY, scene, by);
  }

  #save(key: string, value: unknown, by: SavedBy): void {
    this.#settings.save(key, value ?? undefined, by);
    this.#read = null;
    this.#onChanged();
  }
}
