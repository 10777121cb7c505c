import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { SUBJECTS } from '../subjects.ts';

const root = import.meta.dirname;

/** Builds a page for every subject. */
export default defineConfig({
  root,
  base: './',
  build: {
    outDir: resolve(root, '../../../../out/map-bench'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: { input: Object.fromEntries(SUBJECTS.map(({ page }) => [page, resolve(root, `${page}.html`)])) },
  },
  worker: { format: 'es' },
  plugins: [react()],
});
