import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser, LaunchOptions } from 'playwright-core';

/** Chromium as Linux packages call it; Chrome and Edge are found by Playwright in the places where their installers put them. */
const PROGRAMS = ['chromium', 'chromium-browser'];
const CHANNELS = ['chrome', 'msedge'];
const BROWSER_VARIABLE = 'COMMAND_CENTER_BROWSER';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What to try, best first: the one that was asked for and no other, or every Chromium that this machine may have. */
function candidates(): LaunchOptions[] {
  const asked = process.env[BROWSER_VARIABLE] ?? '';
  if (asked !== '') return [{ executablePath: asked }];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const installed = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program))).filter(isExecutable);
  return [...installed.map((executablePath) => ({ executablePath })), ...CHANNELS.map((channel) => ({ channel }))];
}

/** Root may not use Chromium's sandbox. */
function launchOptions(candidate: LaunchOptions): LaunchOptions {
  return { ...candidate, headless: true, chromiumSandbox: process.getuid?.() !== 0 };
}

/** Starts the first Chromium, Chrome or Edge that starts; null when none does. */
export async function launchChromium(): Promise<Browser | null> {
  // Loaded when something is printed: the host starts without it.
  const { chromium } = await import('playwright-core');
  for (const candidate of candidates()) {
    const browser = await chromium.launch(launchOptions(candidate)).catch(() => null);
    if (browser !== null) return browser;
  }
  return null;
}
