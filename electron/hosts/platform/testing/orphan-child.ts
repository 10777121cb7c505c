import { startPrivatePostgres } from './private-postgres.ts';

/** A process that starts a server and is then killed by the test that started it. */
const { server } = await startPrivatePostgres();
process.stdout.write(`${JSON.stringify({ dataFolder: server.options.dataFolder })}\n`);
