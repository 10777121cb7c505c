/**
 * A program with its values, so started that the system writes no image of its memory when it crashes: that would hold names and keys in the
 * plain. Windows writes none unless an administrator asks for it.
 */
export function withoutCoreDumps(program, values) {
  return process.platform === 'win32' ? [program, values] : ['/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', program, ...values]];
}
