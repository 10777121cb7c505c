import { readFileSync, writeFileSync } from 'node:fs';

const KIBIBYTE = 1024;

/** The most bytes that a process has had in memory at once, since it began or since `forgetPeak`; null where the system does not tell (Linux does). */
export function peakBytes(processId: number): number | null {
  if (process.platform !== 'linux') return null;
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * KIBIBYTE;
}

export function forgetPeak(processId: number): void {
  if (process.platform === 'linux') writeFileSync(`/proc/${processId}/clear_refs`, '5');
}
