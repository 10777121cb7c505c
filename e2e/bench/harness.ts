import { writeFileSync } from 'node:fs';

/** One number that a bench is judged by; `benches.ts` prints and gathers them. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** More than this misses the target. */
  readonly limit?: number;
  /** Less than this misses the target. */
  readonly least?: number;
  /** One of hundreds: gathered with the others, but not in the document's block. */
  readonly isDetail?: boolean;
}

/** Whether the figure is within what is asked of it; null where nothing is asked. One that is no number holds nothing. */
export function isHeld({ value, limit, least }: Figure): boolean | null {
  if (limit === undefined && least === undefined) return null;
  return value <= (limit ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY);
}

/** A set of samples in the order of their size. */
export interface Distribution {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly largest: number;
}

export function distributionOf(samples: readonly number[]): Distribution {
  const sorted = [...samples].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), largest: at(1) };
}

export function medianOf(samples: readonly number[]): number {
  return distributionOf(samples).p50;
}

/** Many repetitions of the same work. Without waiting inside, wall and CPU are the same on a machine that does nothing else. */
export interface Repeated {
  /** Milliseconds of each repetition. */
  readonly wallMs: readonly number[];
  /** Milliseconds of this thread, mean of all repetitions: the system counts in ticks of several milliseconds. */
  readonly cpuMs: number;
}

/** Runs synchronous work again and again; the first times warm up caches and the compiler and are not counted. */
export function repeat(repetitions: number, warmUps: number, work: () => unknown): Repeated {
  for (let warmUp = 0; warmUp < warmUps; warmUp += 1) work();
  const wallMs: number[] = [];
  const before = process.threadCpuUsage();
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const startMs = performance.now();
    work();
    wallMs.push(performance.now() - startMs);
  }
  const { user, system } = process.threadCpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 / repetitions };
}

export interface Spent {
  readonly wallMs: number;
  /** Of this process, all threads. */
  readonly cpuMs: number;
}

export async function spend(work: () => unknown): Promise<Spent> {
  const startMs = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - startMs, cpuMs: (user + system) / 1000 };
}

/** A number with as many digits as its size deserves. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

/** What one bench found: tables for people on stdout, figures for `benches.ts` in the file that it names. */
export class BenchReport {
  readonly #figures: Figure[] = [];

  constructor(title: string) {
    process.stdout.write(`\n## ${title}\n`);
  }

  /** Says what is going on, so that a long bench is not a silent one. */
  note(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
    const line = (cells: readonly (string | number)[]): string =>
      `| ${cells.map((cell) => (typeof cell === 'number' ? show(cell) : cell)).join(' | ')} |\n`;
    process.stdout.write(`\n${line(head)}|${head.map(() => '---|').join('')}\n${rows.map(line).join('')}\n`);
  }

  figure(figure: Figure): void {
    this.#figures.push({ ...figure, value: Number(figure.value.toPrecision(4)) });
  }

  /** Writes the figures. Alone, without `benches.ts`, there is nowhere to write them to: the tables stand. */
  finish(): void {
    const path = process.env['COMMAND_CENTER_BENCH_FILE'];
    if (path !== undefined) writeFileSync(path, `${JSON.stringify(this.#figures)}\n`);
  }
}
