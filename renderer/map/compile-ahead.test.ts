import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { compileAhead } from './compile-ahead.ts';

async function builtChunks(): Promise<readonly Rolldown.OutputChunk[]> {
  const modules: Readonly<Record<string, string>> = {
    '/page.js': 'document.title = "page"; import("/node_modules/maplibre-gl/map.js");',
    '/node_modules/maplibre-gl/map.js': 'import("/page-part.js"); export const draw = () => document.title;',
    '/page-part.js': 'export const part = "part";',
  };
  const inMemory = { name: 'in-memory', resolveId: (id: string) => (id in modules ? id : null), load: (id: string) => modules[id] ?? null };
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [inMemory, compileAhead()],
    build: { write: false, rolldownOptions: { input: '/page.js' } },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('not one build');
  return built.output.filter((file) => file.type === 'chunk');
}

test('scripts with the map’s libraries begin with the hint, and only they', async () => {
  const begins = (await builtChunks()).map(({ name, code }) => [name, code.startsWith('//# allFunctionsCalledOnLoad\n')]);
  expect(Object.fromEntries(begins)).toEqual({ page: false, map: true, 'page-part': false });
});
