import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ReplicationEntries } from '../backend/replication/thread/carrier.ts';
import { HostFailedError } from '../../shared/host/host-failure.ts';

export interface ApplicationFolders {
  readonly root: string;
  /** The built renderer. */
  readonly renderer: string;
  readonly city: string;
}

/** The application's folders, seen alike from the sources and from the built files: the root is where package.json lies. */
export function applicationFolders(): ApplicationFolders {
  let root = import.meta.dirname;
  while (!existsSync(join(root, 'package.json')) && dirname(root) !== root) root = dirname(root);
  return { root, renderer: join(root, 'out', 'renderer'), city: join(root, 'resources', 'city') };
}

const THREADS = {
  replication: 'replication/thread/replication-worker',
  checkpoints: 'replication/log/checkpoint-worker',
  backup: 'db/office/backups/backup-worker',
} as const;

/** The file that a thread of the backend is started with: the source for who runs from the sources, the built one for who was built. */
export function threadFile({ root }: ApplicationFolders, thread: keyof typeof THREADS): string {
  const built = join(root, 'out', 'main');
  if (import.meta.dirname.startsWith(built)) return join(built, `${basename(THREADS[thread])}.cjs`);
  return join(root, 'electron', 'backend', `${THREADS[thread]}.ts`);
}

export function replicationEntries(folders: ApplicationFolders): ReplicationEntries {
  return { replication: threadFile(folders, 'replication'), checkpoints: threadFile(folders, 'checkpoints') };
}

/** @throws HostFailedError `window-not-built` */
export function assertWindowBuilt(folders: ApplicationFolders): void {
  const page = join(folders.renderer, 'index.html');
  if (!existsSync(page)) throw new HostFailedError('window-not-built', { path: page });
}

/** @throws HostFailedError `city-missing` */
export function assertCityPresent(folders: ApplicationFolders): void {
  if (!existsSync(folders.city)) throw new HostFailedError('city-missing', { path: folders.city });
}

/** Empty where package.json does not say. */
export function programVersion({ root }: ApplicationFolders): string {
  const described: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version: unknown = typeof described === 'object' && described !== null && 'version' in described ? described.version : '';
  return typeof version === 'string' ? version : '';
}
