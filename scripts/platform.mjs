// npm run platform -- --preset city --area 320106002: the city platform on a real PostgreSQL, written by the simulated city until Ctrl-C.
//   --data <folder>   --port 54320   --preset small|city|full   --seed <number>   --at 2026-11-23T16:30   --speed <times>   --nats   --nats-port 42220   --area <code> …   --lang zh|en
import { runHostCommand } from './lib/host-command.mjs';

process.exitCode = await runHostCommand('platform-command.ts');
