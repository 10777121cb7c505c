import type { BackendApi } from '../../shared/contract/backend-api.ts';
import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import type { ReplicationHistory } from '../../shared/contract/replication-history.ts';
import type { CallHandlers } from '../../shared/rpc/served-api.ts';
import { assertMayMaintain } from './access.ts';
import { checked, type Handler } from './checked-call.ts';
import type { Clock } from './clock.ts';
import type { ReadDb } from './db/database.ts';
import { diagnosticsFileName, diagnosticsZip } from './diagnostics/diagnostics.ts';
import { quarantine } from './queries/quarantine.ts';
import { replicaStorage } from './replication/replica-storage.ts';
import type { FileImports } from './sources/file/file-imports.ts';
import type { CommandAnswer, CommandName, ReplicationCommand } from './replication/thread/messages.ts';

export type ReplicationCall = CommandName | MaintenanceCall | 'replicationHistory' | 'replicaStorage';
type MaintenanceCall = 'quarantine' | 'exportDiagnostics' | 'previewImport' | 'receiveImport' | 'discardImport';

export interface ReplicationHandlerDeps {
  readonly read: ReadDb;
  readonly clock: Clock;
  readonly dataFolder: string;
  readonly programVersion: string;
  readonly cityVersion: string;
  readonly readStatus: () => StatusSnapshot;
  readonly history: () => ReplicationHistory;
  readonly imports: Pick<FileImports, 'preview' | 'receive' | 'discard' | 'importing'>;
  /** Has whoever runs the replication do it. @throws CodedError */
  readonly command: (command: ReplicationCommand) => Promise<CommandAnswer>;
}

function maintaining<Name extends CommandName | MaintenanceCall>(name: Name, handler: Handler<Name>): Handler<Name> {
  return checked(name, (request, call) => {
    assertMayMaintain(call.caller);
    return handler(request, call);
  });
}

/** How the replication goes is told to everybody; what it is told to do, and what was set aside, is for those who look after the machine. */
export function createReplicationHandlers(deps: ReplicationHandlerDeps): Pick<CallHandlers, ReplicationCall> {
  const { read, clock, dataFolder, imports, readStatus, history } = deps;
  const command = <Name extends CommandName>(name: Name): Handler<Name> =>
    // What the command of this name answers is what the call of this name does.
    maintaining(name, (request) => deps.command({ name, request } as ReplicationCommand) as Promise<BackendApi[Name]['answer']>);
  return {
    retrySource: command('retrySource'),
    rebuildReplica: command('rebuildReplica'),
    retryQuarantine: command('retryQuarantine'),
    applyImport: maintaining('applyImport', (request) => imports.importing(() => deps.command({ name: 'applyImport', request }))),
    previewImport: maintaining('previewImport', () => imports.preview()),
    receiveImport: maintaining('receiveImport', (part) => imports.receive(part)),
    discardImport: maintaining('discardImport', ({ name }) => imports.discard(name)),
    quarantine: maintaining('quarantine', (request) => quarantine(read, request)),
    replicationHistory: checked('replicationHistory', history),
    replicaStorage: checked('replicaStorage', () => replicaStorage(dataFolder)),
    exportDiagnostics: maintaining('exportDiagnostics', () => {
      const nowMs = clock.now();
      const facts = { ...deps, nowMs, status: readStatus(), history: history(), storage: replicaStorage(dataFolder) };
      return { fileName: diagnosticsFileName(nowMs), zip: diagnosticsZip(facts) };
    }),
  };
}
