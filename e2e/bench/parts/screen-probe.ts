import type { Page } from '@playwright/test';

/** When a message of a topic reached the window, before anything was done with it. Milliseconds since the epoch with fractions. */
export interface ReceivedEvent {
  readonly atMs: number;
  readonly topic: string;
  readonly revision: number;
}

export interface ScreenTrail {
  readonly received: readonly ReceivedEvent[];
  /** When the classes of all grids went to the graphics process, in the frame that shows them. */
  readonly coverageDrawnAtMs: readonly number[];
  /** When the marks of all workers went there. */
  readonly marksDrawnAtMs: readonly number[];
  /** Frames of the map: everything is cleared once in each. */
  readonly frames: number;
}

interface Probe {
  received: ReceivedEvent[];
  coverageDrawnAtMs: number[];
  marksDrawnAtMs: number[];
  frames: number;
}

declare global {
  interface Window {
    screenProbe: Probe;
  }
}

/** Texels of the texture that holds the classes of all grids; and the least bytes of the marks of thousands of workers. */
export interface ProbeSizes {
  readonly classTexels: number;
  readonly leastMarkBytes: number;
}

/** Runs in the page before its own scripts. Messages are binary frames whose header is JSON and names the topic's revision. */
function installProbe({ classTexels, leastMarkBytes }: ProbeSizes): void {
  const probe: Probe = { received: [], coverageDrawnAtMs: [], marksDrawnAtMs: [], frames: 0 };
  window.screenProbe = probe;
  const now = (): number => performance.timeOrigin + performance.now();
  const headerOf = (data: ArrayBuffer): string => new TextDecoder().decode(new Uint8Array(data, 8, new DataView(data).getUint32(4, true)));
  // The messages name no topic, but each has a column that no other has.
  const topicOf = (header: string): string =>
    header.includes('"listed"') ? 'coverage' : header.includes('"heading"') ? 'workers' : header.includes('"raisedAtMs"') ? 'alerts' : '';
  const Original = window.WebSocket;
  window.WebSocket = class extends Original {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (!(data instanceof ArrayBuffer)) return;
        const atMs = now();
        const header = headerOf(data);
        const revision = /"revision":(\d+)/.exec(header)?.[1];
        if (revision !== undefined) probe.received.push({ atMs, topic: topicOf(header), revision: Number(revision) });
      });
    }
  };
  const context = WebGL2RenderingContext.prototype;
  const wrap = (name: 'texSubImage2D' | 'bufferSubData' | 'clear', look: (values: readonly unknown[]) => void): void => {
    const original: (...values: never[]) => void = context[name];
    Reflect.set(context, name, function draw(this: WebGL2RenderingContext, ...values: unknown[]) {
      look(values);
      Reflect.apply(original, this, values);
    });
  };
  wrap('texSubImage2D', (values) => {
    if (Number(values[4]) * Number(values[5]) === classTexels) probe.coverageDrawnAtMs.push(now());
  });
  wrap('bufferSubData', ([, , data]) => {
    if (ArrayBuffer.isView(data) && data.byteLength >= leastMarkBytes) probe.marksDrawnAtMs.push(now());
  });
  wrap('clear', ([mask]) => {
    if ((Number(mask) & WebGL2RenderingContext.COLOR_BUFFER_BIT) !== 0) probe.frames++;
  });
}

/** Has to be attached before the page is opened. */
export async function attachProbe(page: Page, sizes: ProbeSizes): Promise<void> {
  await page.addInitScript(installProbe, sizes);
}

/** What was seen since it was asked last. */
export function takeTrail(page: Page): Promise<ScreenTrail> {
  return page.evaluate(() => {
    const { received, coverageDrawnAtMs, marksDrawnAtMs, frames } = window.screenProbe;
    Object.assign(window.screenProbe, { received: [], coverageDrawnAtMs: [], marksDrawnAtMs: [], frames: 0 });
    return { received, coverageDrawnAtMs, marksDrawnAtMs, frames };
  });
}
