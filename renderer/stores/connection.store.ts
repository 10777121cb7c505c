import { create } from 'zustand';
import type { ConnectionState } from '../../shared/contract/backend-client.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import type { TopicName } from '../../shared/contract/topics.ts';

interface ConnectionStore {
  readonly connection: ConnectionState;
  /** How often a connection was made: calls that were lost with one are made again with the next. */
  readonly connections: number;
  /** Topics that the backend will not serve. */
  readonly topicFailures: Readonly<Partial<Record<TopicName, CallError>>>;
  /** Why the latest change of a setting was not saved. */
  readonly saveFailure: CallError | null;
  readonly actions: {
    setConnection(connection: ConnectionState): void;
    setTopicFailure(topic: TopicName, failure: CallError | null): void;
    setSaveFailure(failure: CallError | null): void;
  };
}

export const useConnectionStore = create<ConnectionStore>()((set) => ({
  connection: 'connecting',
  connections: 0,
  topicFailures: {},
  saveFailure: null,
  actions: {
    setConnection: (connection) =>
      set((state) => ({
        connection,
        connections: connection === 'connected' && state.connection !== 'connected' ? state.connections + 1 : state.connections,
      })),
    setTopicFailure: (topic, failure) =>
      set((state) => {
        if (failure === null && state.topicFailures[topic] === undefined) return state;
        const { [topic]: _ended, ...others } = state.topicFailures;
        return { topicFailures: failure === null ? others : { ...others, [topic]: failure } };
      }),
    setSaveFailure: (saveFailure) => set({ saveFailure }),
  },
}));
