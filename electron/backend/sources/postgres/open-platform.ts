import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import { asFault } from './classify-error.ts';
import { connect, type ConnectionSettings } from './connect.ts';
import type { ServerAddress } from '../server-address.ts';
import { ControlLine } from './control-line.ts';
import { checkServer } from './server-checks.ts';
import { SourceFailedError } from '../../replication/change.ts';

/** A server that can be replicated from, with a connection for questions. */
export interface OpenPlatform {
  readonly address: ServerAddress;
  readonly control: ControlLine;
}

/** What one address says against us says more than that another does not answer. */
function mostTelling(faults: readonly SourceFailedError[]): SourceFailedError {
  const isSilent = ({ code }: SourceTrouble): boolean => code === 'source-unreachable';
  return faults.find(({ trouble }) => !isSilent(trouble)) ?? faults[0] ?? new SourceFailedError('source-failed');
}

/**
 * The first address, from `firstIndex` on and around, whose server is no standby and does logical decoding.
 * @throws SourceFailedError of the address that says most
 */
export async function openPlatform(settings: ConnectionSettings, firstIndex: number, signal: AbortSignal): Promise<OpenPlatform> {
  const { addresses } = settings.target;
  const faults: SourceFailedError[] = [];
  for (const address of [...addresses.slice(firstIndex), ...addresses.slice(0, firstIndex)]) {
    signal.throwIfAborted();
    try {
      const control = new ControlLine(await connect(settings, address, 'sql'), settings.queryTimeoutMs);
      try {
        await checkServer(control);
        return { address, control };
      } catch (error) {
        control.close();
        throw error;
      }
    } catch (error) {
      faults.push(asFault(error));
    }
  }
  throw mostTelling(faults);
}
