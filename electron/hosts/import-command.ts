import { pino } from 'pino';
import type { ImportPreview, WaitingFile } from '../../shared/contract/import-preview.ts';
import { formatDateTime } from '../../shared/domain/time.ts';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import type { Language } from '../../shared/contract/daily-report.ts';
import { type ChangeFileMessage, changeFileMessage } from '../../shared/i18n/change-file-messages.ts';
import type { Backend } from '../backend/service.ts';
import { localCaller } from './callers.ts';
import { inDataFolder } from './data-folder.ts';
import { parseHostOptions } from './host-options.ts';
import { openBackend } from './open-backend.ts';
import { runCommand } from './run-command.ts';

/** `npm run import-changes`: says what the files that were carried here would change; with `--apply`, imports them in their order. */
type Say = (message: ChangeFileMessage, details?: Readonly<Record<string, string | number>>) => void;

const APPLY = '--apply';

function sayRefused({ refused }: ImportPreview, say: Say): void {
  for (const { name, code, details } of refused) {
    // What was imported long ago may lie there for ever.
    if (code === 'file-repeated') continue;
    const shown = Object.entries(details).map(([key, value]) => `${key}=${value}`);
    say('refused', { name, code, details: shown.join(' ') });
  }
}

function sayWaiting({ name, number, kind, rows, toMs, difference }: WaitingFile, say: Say): void {
  say('waits', { name, number, kind, rows, moment: formatDateTime(toMs) });
  if (difference.length === 0) say('noDifference');
  for (const { table, added, changed, removed } of difference) say('difference', { table, added, changed, removed });
}

async function importAll({ served: { handlers }, competence }: Backend, isApplied: boolean, say: Say): Promise<void> {
  const context = { caller: localCaller('commandLine', competence), signal: new AbortController().signal };
  for (let count = 0; ; count += 1) {
    const preview = await handlers.previewImport({}, context);
    const { next } = preview;
    if (count === 0 || next === null) sayRefused(preview, say);
    if (next === null) {
      if (count === 0) say('nothingWaits');
      return;
    }
    sayWaiting(next, say);
    if (!isApplied) {
      say('howToApply');
      return;
    }
    await handlers.applyImport({ digest: next.digest }, context);
    say('applied', { name: next.name });
  }
}

async function main(values: readonly string[], language: Language): Promise<void> {
  const say: Say = (message, details) => void process.stdout.write(`${changeFileMessage(message, language, details)}\n`);
  const options = parseHostOptions(values.filter((value) => value !== APPLY));
  if (options.source?.kind !== 'file')
    throw new HostFailedError('invalid-option', { option: '--source', value: '', allowed: 'file:<folder>' });
  await inDataFolder(options.dataFolder, async () => {
    const log = pino({ level: 'silent' });
    const backend = await openBackend(options, { printer: null, log, keychain: null, onSourceSaved: null, onLocked: null });
    try {
      await importAll(backend, values.includes(APPLY), say);
    } finally {
      await backend.close();
    }
  });
}

process.exit(await runCommand(process.argv.slice(2), main));
