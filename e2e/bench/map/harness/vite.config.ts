import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Builds the page on which the map's own layers are looked at and measured, under the application's content security policy. */
export default defineConfig({
  root,
  base: './',
  build: {
    outDir: resolve(root, '../../../../out/map-harness'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: { input: { index: resolve(root, 'index.html'), floor: resolve(root, 'floor.html') } },
  },
  worker: { format: 'es' },
  plugins: [react()],
});
