/** Chromium from 136 on reads it where a script begins; older ones read a comment. */
const ALL_FUNCTIONS = '//# allFunctionsCalledOnLoad\n';
const MAP_LIBRARIES = /\/node_modules\/(maplibre-gl|@deck\.gl|@luma\.gl)\//;

/** What a built script is to this plugin. */
interface BuiltFile {
  readonly type: 'asset' | 'chunk';
  readonly moduleIds?: readonly string[];
  code?: string;
}

/**
 * Has the browser compile all functions of the map's libraries beside the page while their scripts still come in, instead of some 1,800 of them one by
 * one where they are first called. Measured in docs/benchmarks.md.
 */
export function compileAhead() {
  return {
    name: 'compile-ahead',
    // After everybody else who puts something on top: the comment counts on the first line only.
    enforce: 'post' as const,
    generateBundle: {
      order: 'post' as const,
      handler(_options: unknown, bundle: { readonly [name: string]: BuiltFile }): void {
        for (const file of Object.values(bundle)) {
          if (file.moduleIds?.some((id) => MAP_LIBRARIES.test(id)) === true) file.code = `${ALL_FUNCTIONS}${file.code ?? ''}`;
        }
      },
    },
  };
}
