import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { FrozenFrame } from '../../../shared/contract/consultation.ts';
import { LAYER_IDS } from '../../../shared/domain/layers.ts';
import { useCameraStore } from '../../stores/camera.store.ts';
import { useConsultationStore } from '../../stores/consultation.store.ts';
import { DIALOG_NAMES, useDialogsStore } from '../../stores/dialogs.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { useRedAlertsStore } from '../../stores/red-alerts.store.ts';
import { useRowsStore } from '../../stores/rows.store.ts';
import { useSecondMapStore } from '../../stores/second-map.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useSequenceStore } from '../../stores/sequence.store.ts';
import { THEMES, useSettingsStore } from '../../stores/settings.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { smallCity } from '../../testing/small-city.ts';
import { zhCN } from '../i18n/zh-CN.ts';
import { COMMAND_GROUPS, COMMANDS, type CommandContext, type CommandId, paletteCommands } from './commands.ts';

const RENDERER = join(import.meta.dirname, '..', '..');
/** Nobody answers: the commands that ask the backend show nothing themselves. */
const client: BackendClient = {
  call: () => Promise.resolve({ ok: false, error: { code: 'disconnected', message: '' } }),
  subscribe: () => () => undefined,
  onState: () => () => undefined,
  state: 'closed',
  close: () => undefined,
};
/** What commands said that had nothing to do. */
const told: string[] = [];
const context: CommandContext = {
  city: smallCity(),
  language: 'zh-CN',
  client,
  nowMs: () => 0,
  notify: (result) => void told.push(result),
};
const FRAME: FrozenFrame = {
  areaCode: '',
  title: '',
  asOfMs: 0,
  view: null,
  grids: [],
};

/** Sources of the window's own parts: what its user can click on. */
function sources(): readonly string[] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx') && !path.startsWith('report/'))
    .map((path) => readFileSync(join(RENDERER, path), 'utf8'));
}

/** All texts that stand in a certain kind of call. */
function named(pattern: RegExp): ReadonlySet<string> {
  return new Set(sources().flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? '')));
}

function run(id: CommandId): void {
  COMMANDS.find((command) => command.id === id)?.run(context);
}

const STORES = [
  useCameraStore,
  useConsultationStore,
  useDialogsStore,
  useLayersStore,
  usePickedStore,
  useRedAlertsStore,
  useRowsStore,
  useSecondMapStore,
  useSelectionStore,
  useSequenceStore,
  useSettingsStore,
  useTimeStore,
  useTracksStore,
];

beforeEach(() => {
  told.length = 0;
  vi.stubGlobal('window', { innerWidth: 1920 });
  vi.stubGlobal('document', { querySelector: () => null, querySelectorAll: () => [] });
  vi.stubGlobal('location', { href: 'http://127.0.0.1/', hash: '' });
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.resolve() } });
  for (const store of STORES) {
    Reflect.apply(store.setState, store, [store.getInitialState()]);
  }
});

describe('the list of commands', () => {
  it('holds every command that the catalogues name, once', () => {
    expect(COMMANDS.map(({ id }) => id).sort()).toEqual(Object.keys(zhCN.command).sort());
  });

  it('gives no two commands the same keys', () => {
    const keys = COMMANDS.flatMap(({ keys: own }) => own ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('shows every group in the key map', () => {
    expect([...COMMAND_GROUPS].sort()).toEqual(Object.keys(zhCN.commandGroup).sort());
  });

  it('is what the palette offers, but for opening the palette itself', () => {
    expect(new Set(paletteCommands().map(({ id }) => id))).toEqual(
      new Set(COMMANDS.map(({ id }) => id).filter((id) => id !== 'openPalette')),
    );
  });
});

describe('whatever can be clicked on is a command too', () => {
  it('buttons that carry a command’s name', () => {
    const ids = named(/t\('command\.(\w+)'\)/g);
    expect([...ids].filter((id) => !COMMANDS.some((command) => command.id === id))).toEqual([]);
  });

  it.each([
    'app/tools/MapToolbar.tsx',
    'panels/time/TimeControls.tsx',
    'panels/consultation/ConsultationBar.tsx',
    'panels/consultation/SequenceSteps.tsx',
    'panels/picked/PickedExport.tsx',
    'app/red-alerts/RedAlertBar.tsx',
  ])('all that can be pressed in %s', (path) => {
    const source = readFileSync(join(RENDERER, path), 'utf8');
    expect(source).toContain('<CommandButton');
    expect(source).not.toMatch(/<button\b|<a\b|onClick=|onPointer|<HTMLSelect|<select\b|<Segmented/);
  });

  it('every dialog, and every dialog that a button opens', () => {
    const opened = new Set<string | null>();
    for (const { run: execute } of COMMANDS) {
      execute(context);
      opened.add(useDialogsStore.getState().open);
    }
    expect(DIALOG_NAMES.filter((name) => !opened.has(name))).toEqual([]);
    for (const name of named(/\bshow\('(\w+)'\)/g)) expect(DIALOG_NAMES).toContain(name);
  });

  it('every layer, every panel, every theme', () => {
    const visible = useLayersStore.getState().visible;
    const layout = useSettingsStore.getState().layout;
    const themes = new Set<string>();
    for (let round = 0; round < THEMES.length; round++) {
      run('switchTheme');
      themes.add(useSettingsStore.getState().theme);
    }
    expect([...themes].sort()).toEqual([...THEMES].sort());
    for (const id of [
      'toggleCoverage',
      'toggleAlerts',
      'toggleWorkers',
      'toggleTracks',
      'toggleLeft',
      'toggleRight',
      'toggleAxis',
    ] as const)
      run(id);
    for (const id of LAYER_IDS) expect(useLayersStore.getState().visible[id]).toBe(!visible[id]);
    for (const panel of ['leftOpen', 'rightOpen', 'axisOpen'] as const)
      expect(useSettingsStore.getState().layout[panel]).toBe(!layout[panel]);
  });

  it('the second map, which Escape closes after whatever was picked', () => {
    run('toggleSecondMap');
    expect(useSecondMapStore.getState().view).toEqual({ metric: 'coverage', moment: { kind: 'yesterday' } });
    usePickedStore.getState().actions.setGrids([1]);
    run('closeRows');
    expect([usePickedStore.getState().grids, useSecondMapStore.getState().view?.metric]).toEqual([[], 'coverage']);
    run('closeRows');
    expect(useSecondMapStore.getState().view).toBeNull();
    useLayersStore.getState().actions.setCoverage({ metric: 'dataAge' });
    run('toggleSecondMap');
    expect(useSecondMapStore.getState().view?.metric).toBe('coverage');
    run('toggleSecondMap');
  });

  it('the form for picking by value, the file of what is picked, and the loop of the day', () => {
    run('pickByValue');
    expect(usePickedStore.getState().isFiltering).toBe(true);
    run('exportPicked');
    expect([usePickedStore.getState().isExportAsked, told]).toEqual([false, ['nothingPicked']]);
    usePickedStore.getState().actions.setGrids([1]);
    run('exportPicked');
    expect(usePickedStore.getState().isExportAsked).toBe(true);
    usePickedStore.getState().actions.setOpen(false);
    run('showPicked');
    expect(usePickedStore.getState().isOpen).toBe(true);
    run('timeLoop');
    expect(useTimeStore.getState().isLooping).toBe(true);
  });

  it('every tool of a consultation, which says so when there is none', () => {
    run('togglePen');
    expect([useConsultationStore.getState().tool, told]).toEqual(['none', ['noConsultation']]);
    useConsultationStore.setState({ frame: FRAME });
    for (const [id, tool] of [
      ['togglePointer', 'pointer'],
      ['togglePen', 'pen'],
      ['toggleArrow', 'arrow'],
      ['toggleLabel', 'label'],
    ] as const) {
      run(id);
      expect(useConsultationStore.getState().tool).toBe(tool);
    }
    run('toggleLabel');
    expect(useConsultationStore.getState().tool).toBe('none');
    run('chooseSequence');
    expect(useSequenceStore.getState().isChoosing).toBe(true);
  });

  it('red alerts that are new: to look at them, and to have seen them', () => {
    run('showRedAlert');
    expect(told).toEqual(['noRedAlert']);
    const { tell } = useRedAlertsStore.getState().actions;
    tell([{ id: 1, grid: 1, kind: 0, raisedAtMs: 0 }], 'silent');
    run('showRedAlert');
    expect([useRedAlertsStore.getState().alerts, useSelectionStore.getState().selected]).toEqual([[], { level: 'grid', index: 1 }]);
    expect(useRowsStore.getState().request).not.toBeNull();
    tell([{ id: 2, grid: -1, kind: 0, raisedAtMs: 0 }], 'silent');
    run('dismissRedAlert');
    expect(useRedAlertsStore.getState().alerts).toEqual([]);
  });

  it('every window of alerts, and zooming of interface and map', () => {
    const hours = (['alertsHour', 'alertsDay', 'alertsWeek'] as const).map((id) => {
      run(id);
      return useLayersStore.getState().alerts.windowHours;
    });
    expect(hours).toEqual([1, 24, 168]);
    run('scaleUp');
    expect(useSettingsStore.getState().scalePercent).toBe(110);
    run('scaleAuto');
    expect(useSettingsStore.getState().scalePercent).toBeNull();
    run('mapZoomIn');
    expect(useCameraStore.getState().request?.command).toEqual({ kind: 'zoom', steps: 0.5 });
  });
});
