import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileAhead } from '../../../../renderer/map/compile-ahead.ts';

const root = import.meta.dirname;

/** How a subject's page is built, like the application’s own window; which one, map.bench.ts says. */
export default defineConfig({
  root,
  base: './',
  build: {
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3_000,
  },
  worker: { format: 'es' },
  plugins: [react(), compileAhead()],
});
