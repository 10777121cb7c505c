import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import type { HostFacts } from '../../shared/host/host-facts.ts';
import { KEYCHAIN_ONLY_SWITCH } from '../../shared/host/supervision.ts';
import type { HostFailure } from '../../shared/host/host-failure.ts';
import { hostFailureMessage, hostFailureTitle } from '../../shared/i18n/host-messages.ts';
import { BackendSupervisor } from './backend-supervisor.ts';
import { PageFaces, serveBridge } from './bridge.ts';
import { openConsoleWindow } from './console-window.ts';
import { guardAllContents, guardSession } from './guards.ts';
import { lendKeychain } from './keychain.ts';
import { setNativeMenu } from './menu.ts';
import { printReport } from './print-window.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';
import { WallWindows } from './wall-windows.ts';
import { registerWindowScheme, serveWindowScheme } from './window-scheme.ts';

/** Electron's part of the application: windows, menu, protocol, permissions. It starts the backend and relays none of its data. */
class Application {
  readonly #options: StartOptions;
  readonly #faces = new PageFaces();
  readonly #supervisor: BackendSupervisor;
  readonly #walls: WallWindows;
  /** The backend's process is there. Begun before Electron is ready: one that is a program of its own needs nothing of it. */
  readonly #backend: Promise<void>;
  #window: BrowserWindow | null = null;
  #isQuitting = false;

  constructor(options: StartOptions) {
    this.#options = options;
    this.#supervisor = new BackendSupervisor(options.hostArguments, {
      onUnstartable: (failure) => void this.#giveUp(failure),
      onMoved: () => {
        this.#window?.webContents.reload();
        this.#walls.reload();
      },
      print: (order) => printReport(order, this.#facts(), this.#faces),
    });
    this.#walls = new WallWindows({
      facts: this.#facts(),
      statePath: join(options.windowFolder, 'walls.json'),
      faces: this.#faces,
      onChanged: () => setNativeMenu(options.language, this.#walls),
    });
    this.#backend = this.#supervisor.start();
    this.#backend.catch(() => undefined); // told by `start`
  }

  async start(): Promise<void> {
    const backendOrigin = (): string | null => this.#supervisor.socketOrigin;
    guardSession(session.defaultSession, backendOrigin);
    serveWindowScheme(backendOrigin);
    serveBridge(this.#supervisor, this.#faces, this.#walls);
    setNativeMenu(this.#options.language, this.#walls);
    await this.#backend;
    this.#openWindow();
    this.#walls.start();
  }

  /** A second start of the application shows the first one's window, and makes one where only walls were left. */
  focus(): void {
    if (this.#window === null) {
      if (this.#walls.isAnyOpen) this.#openWindow();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  leave(): void {
    this.#walls.leave();
  }

  /** The windows are closed; the application stays until the backend has closed its databases in order. */
  quit(event: { preventDefault(): void }): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    event.preventDefault();
    void this.#supervisor.stop().finally(() => app.exit(0));
  }

  #facts(): HostFacts {
    return { kind: 'electron', platform: process.platform, version: app.getVersion(), language: this.#options.language };
  }

  #openWindow(): void {
    const window = openConsoleWindow(this.#facts(), join(this.#options.windowFolder, 'window-state.json'));
    this.#faces.assign(window.webContents, 'console');
    window.once('closed', () => {
      this.#window = null;
      // Whoever goes home leaves the walls on.
      if (!this.#walls.isAnyOpen) app.quit();
    });
    this.#window = window;
  }

  async #giveUp(failure: HostFailure): Promise<void> {
    const text = hostFailureMessage(failure, this.#options.language);
    process.stderr.write(`${text}\n`);
    this.#isQuitting = true;
    await app.whenReady();
    const shown =
      this.#window === null || !this.#window.isVisible()
        ? dialog.showMessageBox({ type: 'error', message: hostFailureTitle(this.#options.language), detail: text })
        : this.#showFailure(this.#window, text);
    await shown.finally(() => app.exit(1));
  }

  #showFailure(window: BrowserWindow, text: string): Promise<unknown> {
    return dialog.showMessageBox(window, { type: 'error', message: hostFailureTitle(this.#options.language), detail: text });
  }
}

/** Without a GPU, Chromium draws WebGL in software only when it is told to, and then the page around it too (scripts/lib/runtimes.mjs). */
function allowSoftwareDrawing(): void {
  app.commandLine.appendSwitch('enable-unsafe-swiftshader');
  if (process.platform !== 'linux' || existsSync('/dev/dri')) return;
  app.commandLine.appendSwitch('use-angle', 'swiftshader');
  app.commandLine.appendSwitch('disable-gpu-compositing');
}

function main(): void {
  const options = readStartOptions(process.argv.slice(1), app.getPreferredSystemLanguages()[0] ?? 'zh-CN');
  if (process.argv.includes(KEYCHAIN_ONLY_SWITCH)) return lendKeychain(options.windowFolder);
  app.setPath('userData', options.windowFolder);
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  allowSoftwareDrawing();
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('lang', options.language);
  registerWindowScheme();
  guardAllContents();
  const application = new Application(options);
  app.on('second-instance', () => application.focus());
  app.on('before-quit', () => application.leave());
  app.on('will-quit', (event) => application.quit(event));
  app.on('window-all-closed', () => app.quit());
  void app
    .whenReady()
    .then(() => application.start())
    .catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}

main();
