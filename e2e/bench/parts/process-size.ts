import { readdirSync, readFileSync } from 'node:fs';

/** What a process holds of the machine, as Linux tells it. */
export interface ProcessSize {
  readonly residentMb: number;
  /** Open files, sockets and pipes. */
  readonly handles: number;
  readonly threads: number;
}

export function sizeOfProcess(processId: number): ProcessSize {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    residentMb: (number('VmRSS') * 1024) / 1e6,
    threads: number('Threads'),
    handles: readdirSync(`/proc/${processId}/fd`).length,
  };
}
