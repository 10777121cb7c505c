import { describe, expect, it } from 'vitest';
import { DatabaseError } from './db/database-error.ts';
import { orNotWritable } from './not-writable.ts';

const ofDatabase = (sqliteCode: string) => new DatabaseError({ role: 'office', statement: 'open', sqliteCode, detail: '' });
const ofSystem = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' });

describe('a data folder that cannot be opened', () => {
  it.each([
    ['somebody else’s', ofSystem('EACCES'), 'output-not-writable'],
    ['a file', ofSystem('ENOTDIR'), 'output-not-writable'],
    ['on a disk that may only be read', ofSystem('EROFS'), 'output-not-writable'],
    ['whose database nobody may open', ofDatabase('SQLITE_CANTOPEN'), 'output-not-writable'],
    ['whose database may only be read', ofDatabase('SQLITE_READONLY'), 'output-not-writable'],
    ['whose disk answers with errors', ofSystem('EIO'), 'disk-failing'],
    ['whose database cannot be read', ofDatabase('SQLITE_IOERR_READ'), 'disk-failing'],
    ['whose disk is full', ofSystem('ENOSPC'), 'disk-full'],
    ['whose database has no room', ofDatabase('SQLITE_FULL'), 'disk-full'],
    ['whose database is damaged', ofDatabase('SQLITE_CORRUPT'), 'office-damaged'],
  ])('%s', async (_, error, code) => {
    await expect(orNotWritable('/data', () => Promise.reject(error))).rejects.toMatchObject({ code });
  });
});
