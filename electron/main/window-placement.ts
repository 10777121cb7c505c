/** Where a window stands, in the desktop's coordinates. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
  readonly isFullScreen: boolean;
}

export const SMALLEST_WINDOW = { width: 1024, height: 640 } as const;
const DEFAULT_WINDOW = { width: 1600, height: 900 } as const;
/** So much of the title bar must be in reach for the window to be moved. */
const REACHABLE_PIXELS = 120;

function overlap(fromA: number, lengthA: number, fromB: number, lengthB: number): number {
  return Math.min(fromA + lengthA, fromB + lengthB) - Math.max(fromA, fromB);
}

function isReachable({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const titleBarHeight = 30;
  return overlap(x, width, area.x, area.width) >= REACHABLE_PIXELS && overlap(y, titleBarHeight, area.y, area.height) > 0;
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(DEFAULT_WINDOW.width, area.width);
  const height = Math.min(DEFAULT_WINDOW.height, area.height);
  return { x: area.x + Math.floor((area.width - width) / 2), y: area.y + Math.floor((area.height - height) / 2), width, height };
}

/** The saved place if a display of today shows it, trimmed to that display; else the middle of the first one. */
export function placeWindow(saved: WindowState | null, workAreas: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const bounds = saved?.bounds;
  const area = bounds === undefined ? undefined : workAreas.find((candidate) => isReachable(bounds, candidate));
  if (bounds === undefined || area === undefined) return centred(workAreas[0]);
  if (bounds.width <= area.width && bounds.height <= area.height) return bounds;
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height),
    width,
    height,
  };
}
