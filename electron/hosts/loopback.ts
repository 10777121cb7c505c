// The command center as a plain Node process: serves the window's files and its connection on 127.0.0.1. Started by hand it prints its
// address; started by another process it tells that one. Runs from the sources and from the build.
import { hostFailureMessage, stoppedMessage } from '../../shared/i18n/host-messages.ts';
import { keepCompiled } from '../backend/keep-compiled.ts';
import { Closing } from './closing.ts';
import { failureOf } from './failure-of.ts';
import { askedLanguage, type HostOptions, parseHostOptions } from './host-options.ts';
import { findParent, type Parent } from './loopback/parent.ts';

function stopOnRequest(parent: Parent, options: HostOptions, closing: Closing): void {
  let isStopping = false;
  const stopOnce = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await closing.run();
    if (!parent.isPresent) process.stdout.write(`${stoppedMessage(options.language)}\n`);
    process.exit(0);
  };
  const request = (): void => void stopOnce();
  process.once('SIGTERM', request);
  process.once('SIGINT', request);
  parent.onGone(request);
  parent.onMessage((message) => {
    if (message.kind === 'stop') request();
  });
}

async function main(values: readonly string[]): Promise<void> {
  const parent = findParent();
  try {
    const options = parseHostOptions(values);
    const closing = new Closing();
    stopOnRequest(parent, options, closing);
    keepCompiled(options.dataFolder);
    const { startHost } = await import('./loopback-host.ts');
    await startHost(options, parent, closing);
  } catch (error) {
    const failure = failureOf(error);
    parent.tell({ kind: 'failed', failure });
    process.stderr.write(`${hostFailureMessage(failure, askedLanguage(values))}\n`);
    process.exit(1);
  }
}

void main(process.argv.slice(2));
