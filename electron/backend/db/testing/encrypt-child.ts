// Encrypts the database at the path given, with the key given in hexadecimal; a test's key, of a test's rows.
import { DatabaseKey } from '../database-key.ts';
import { encryptDatabase } from '../encrypt-database.ts';

const [path = '', keyText = ''] = process.argv.slice(2);
const key = DatabaseKey.of(Buffer.from(keyText, 'hex'));
if (key === null) throw new Error('no key');
process.stdout.write('begun\n');
encryptDatabase(path, 'office', key);
