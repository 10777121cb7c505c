import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a program of ours, and kills it without a word as soon as what it said satisfies. Answers what it had said. */
export async function runAndKill(program: string, values: readonly string[], isEnough: (said: string) => boolean): Promise<string> {
  const child = spawn(process.execPath, [program, ...values], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  const look = (): void => void (isEnough(said) && child.kill('SIGKILL'));
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    look();
  });
  const looking = setInterval(look, 5);
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(looking);
  if (signal !== 'SIGKILL') throw new Error(`ended by itself: ${complaint}`);
  return said;
}
