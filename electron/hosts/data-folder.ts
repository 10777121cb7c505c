import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { HostFailedError } from '../../shared/host/host-failure.ts';

const LOCK_FILE = 'host.lock';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether a process of this number lives, whoever it belongs to. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When the system started this process, where it can be told: a number reused after a restart of the machine is another process. */
function startMark(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Number of the living process that holds the lock, or null when nobody does. */
function holderOf(lockPath: string): number | null {
  const [idText = '', mark = ''] = readFileSync(lockPath, 'utf8').split(' ');
  const processId = Number(idText);
  if (!Number.isInteger(processId) || processId <= 0 || processId === process.pid) return null;
  return isAlive(processId) && startMark(processId) === mark ? processId : null;
}

function createLock(lockPath: string): boolean {
  try {
    const file = openSync(lockPath, 'wx', 0o600);
    writeSync(file, `${process.pid} ${startMark(process.pid)}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Makes the data folder, readable by this user only, and takes it for this process: two backends on one replica would undo each other.
 * A lock left by a process that died is taken over. Answers the function that gives the folder back.
 * @throws HostFailedError `data-folder-in-use`, `data-folder-not-writable`
 */
export function takeDataFolder(folder: string): () => void {
  const lockPath = join(folder, LOCK_FILE);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    while (!createLock(lockPath)) {
      const holder = holderOf(lockPath);
      if (holder !== null) throw new HostFailedError('data-folder-in-use', { path: folder, processId: holder });
      rmSync(lockPath, { force: true });
    }
  } catch (error) {
    if (error instanceof HostFailedError) throw error;
    throw new HostFailedError('data-folder-not-writable', { path: folder }, { cause: error });
  }
  return () => rmSync(lockPath, { force: true });
}

/** Does `work` while the data folder is taken, and gives it back however that ends. @throws HostFailedError of takeDataFolder */
export async function inDataFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const giveBack = takeDataFolder(folder);
  try {
    await work();
  } finally {
    giveBack();
  }
}
