// Changes office.db in the folder given and copies it, again and again, until it is killed; says after each copy how many changes there were.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { DatabaseKey } from '../../../database-key.ts';
import { openOffice } from '../../office.ts';
import { takeBackup } from '../take-backup.ts';

// Who is killed leaves nothing by itself of what Node compiled for it: the next one starts without compiling.
flushCompileCache();
const [folder = '', keyText = ''] = process.argv.slice(2);
const key = DatabaseKey.of(Buffer.from(keyText, 'hex'));
if (key === null) throw new Error('no key');
writeSync(1, '-1\n');
const office = openOffice({ folder, key, nowMs: Date.now() });
for (let change = Number(office.settings.get('change') ?? 0) + 1; ; change += 1) {
  office.settings.save('change', change, { user: 'duty', atMs: change });
  office.audit.append({ atMs: change, user: 'duty', face: 'console', action: 'change', subject: `change ${change}`, reason: '' });
  takeBackup({ officePath: office.path, key, nowMs: Date.now() });
  writeSync(1, `${change}\n`);
}
