import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { compileAhead } from './renderer/map/compile-ahead.ts';

const root = import.meta.dirname;

/**
 * Main process and both hosts of the backend, large and native packages left outside. CommonJS, because an ES module is loaded too late to register a
 * scheme: Electron may be ready before it.
 */
const main = {
  build: {
    outDir: 'out/main',
    // These are ES modules only; a CommonJS file cannot take their default export from outside.
    externalizeDeps: { exclude: ['birpc', 'croner', 'flatbush', 'i18next', 'pinyin-pro', 'uqr', 'zod'] },
    rolldownOptions: {
      input: {
        main: resolve(root, 'electron/main/main.ts'),
        utility: resolve(root, 'electron/hosts/utility.ts'),
        loopback: resolve(root, 'electron/hosts/loopback.ts'),
        'backup-worker': resolve(root, 'electron/backend/db/office/backups/backup-worker.ts'),
        'checkpoint-worker': resolve(root, 'electron/backend/replication/log/checkpoint-worker.ts'),
        'replication-worker': resolve(root, 'electron/backend/replication/thread/replication-worker.ts'),
      },
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
};

/** A sandboxed preload must be CommonJS in one file. */
const preload = {
  build: {
    outDir: 'out/preload',
    externalizeDeps: false,
    rolldownOptions: {
      input: { preload: resolve(root, 'electron/preload/preload.ts') },
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
    },
  },
};

const renderer = {
  root: resolve(root, 'renderer'),
  base: './',
  // The content security policy allows no inline module loader, and every supported window preloads modules by itself.
  build: {
    outDir: resolve(root, 'out/renderer'),
    emptyOutDir: true,
    // Electron-vite leaves it out: half the bytes to read and parse at every start.
    minify: 'oxc' as const,
    modulePreload: { polyfill: false },
    // Nothing is inlined as data: fonts and workers must come from 'self'.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_500,
    rolldownOptions: {
      input: {
        index: resolve(root, 'renderer/index.html'),
        report: resolve(root, 'renderer/report.html'),
        wall: resolve(root, 'renderer/wall.html'),
      },
    },
  },
  worker: { format: 'es' as const },
  plugins: [react(), compileAhead()],
};

export default defineConfig({ main, preload, renderer });
