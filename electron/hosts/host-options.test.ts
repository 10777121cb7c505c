import { describe, expect, it } from 'vitest';
import { parseHostOptions } from './host-options.ts';

describe('the options of a host', () => {
  it('default to the city preset, Chinese, a port of the system’s choice and the user’s own folder', () => {
    expect(parseHostOptions([])).toMatchObject({ preset: 'city', language: 'zh-CN', port: 0, seed: 1, isEmbedded: false });
    expect(parseHostOptions([]).dataFolder).toContain('street-command-center');
  });

  it('are taken as they are given', () => {
    const given = [
      '--data',
      '/tmp/x',
      '--preset',
      'small',
      '--seed',
      '42',
      '--lang',
      'en',
      '--port',
      '8080',
      '--clock-shift-ms=-60000',
      '--log-level',
      'debug',
    ];
    expect(parseHostOptions(given)).toStrictEqual({
      dataFolder: '/tmp/x',
      preset: 'small',
      seed: 42,
      source: null,
      language: 'en',
      port: 8080,
      clockShiftMs: -60_000,
      logLevel: 'debug',
      isEmbedded: false,
    });
    expect(parseHostOptions(['--lang', 'zh']).language).toBe('zh-CN');
  });

  it.each([
    ['--preset', 'huge'],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', '80x'],
    ['--seed', '1.5'],
    ['--clock-shift-ms', 'noon'],
    ['--lang', 'fr'],
    ['--log-level', 'loud'],
    ['--unknown', '1'],
  ])('are refused with what is possible: %s %s', (option, value) =>
    expect(() => parseHostOptions([option, value])).toThrow(expect.objectContaining({ code: 'invalid-option' })),
  );
});
