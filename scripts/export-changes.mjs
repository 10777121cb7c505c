// npm run export-changes -- --source nats://host:4222 --area 320106002 --source-credentials-file <file> --key-file <private key> --from snapshot|<file before> --out <file>
//   --to 2026-11-23T18:00   --lang zh|en          a signed file of what happened since the file before
// npm run export-changes -- --make-key <folder>   a pair of keys: export.pem signs, export.pub.pem is what stations trust
import { runHostCommand } from './lib/host-command.mjs';

process.exitCode = await runHostCommand('export-command.ts');
