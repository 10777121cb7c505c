import {
  type JetStreamManager,
  JetStreamApiCodes,
  JetStreamApiError,
  StorageType,
  type StreamConfig,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { CHANGES_STREAM, CHANGES_SUBJECTS, POSITIONS_STREAM, POSITIONS_SUBJECTS } from './subjects.ts';

export interface StreamLimits {
  /** How many servers hold every message: 1 or 3. */
  readonly replicas: number;
  /** A station that was away for longer asks for a snapshot. */
  readonly keptMs: number;
  /** The oldest changes go when there are more. */
  readonly keptBytes: number;
}

const DAY_MS = 86_400_000;
/** No worker is on duty for longer: what was said last before that is not where anybody is. */
const POSITION_KEPT_MS = DAY_MS / 2;

/** Three days offline, and a weekend. */
export const DEFAULT_LIMITS: Omit<StreamLimits, 'replicas'> = { keptMs: 7 * DAY_MS, keptBytes: 16 * 1024 ** 3 };

type Config = Partial<StreamConfig> & { readonly name: string };

function changesConfig({ replicas, keptMs, keptBytes }: StreamLimits): Config {
  return {
    name: CHANGES_STREAM,
    subjects: [CHANGES_SUBJECTS],
    storage: StorageType.File,
    num_replicas: replicas,
    max_age: nanos(keptMs),
    max_bytes: keptBytes,
    // Expected sequences keep doubles out (stream-publisher.ts); names of messages would only cost the server memory.
    duplicate_window: nanos(1_000),
  };
}

function positionsConfig(replicas: number): Config {
  return {
    name: POSITIONS_STREAM,
    subjects: [POSITIONS_SUBJECTS],
    storage: StorageType.Memory,
    num_replicas: replicas,
    max_msgs_per_subject: 1,
    max_age: nanos(POSITION_KEPT_MS),
    duplicate_window: nanos(1_000),
  };
}

async function infoOf(jsm: JetStreamManager, name: string): Promise<StreamInfo | null> {
  try {
    return await jsm.streams.info(name);
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
    throw error;
  }
}

/** Makes the stream, or brings limits and replicas to what is asked for; messages stay. */
async function ensure(jsm: JetStreamManager, config: Config): Promise<StreamInfo> {
  const existing = await infoOf(jsm, config.name);
  if (existing === null) return jsm.streams.add(config);
  const changed = (['num_replicas', 'max_age', 'max_bytes'] as const).filter(
    (key) => config[key] !== undefined && config[key] !== existing.config[key],
  );
  return changed.length === 0 ? existing : jsm.streams.update(config.name, { ...existing.config, ...config });
}

/** Makes what is missing. Answers how the stream of changes stands. */
export async function ensureStreams(jsm: JetStreamManager, limits: StreamLimits): Promise<StreamInfo> {
  await ensure(jsm, positionsConfig(limits.replicas));
  return ensure(jsm, changesConfig(limits));
}
