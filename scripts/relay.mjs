// npm run relay -- --source postgres://platform_relay@host/city --nats nats://host:4222: changes of the platform into NATS JetStream until Ctrl-C.
//   --source-password-file <file>   --credentials-file <file>   --replicas 1|3|5   --keep-days <days>   --keep-gib <GiB>   --slot <name>   --data <folder>   --lang zh|en
// npm run relay -- --write-access <folder>   --area <code> …: keys and permissions for nats-server.
import { runHostCommand } from './lib/host-command.mjs';

process.exitCode = await runHostCommand('relay-command.ts');
