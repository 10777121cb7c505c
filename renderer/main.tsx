import { startConsole } from './app/start-console.tsx';
import { connectHost } from './host/connect-host.ts';
import { readHostFacts } from './host/host-facts.ts';
import { guardScripts } from './host/trusted-types.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');

guardScripts();
startConsole(root, connectHost('console'), readHostFacts());
