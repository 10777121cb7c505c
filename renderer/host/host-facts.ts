import { LANGUAGES } from '../../shared/contract/daily-report.ts';
import type { HostFacts } from '../../shared/host/host-facts.ts';
import { electronBridge } from './host-bridge.ts';

function browserFacts(): HostFacts {
  const wanted = new URLSearchParams(location.search).get('lang') ?? 'zh-CN';
  const language = LANGUAGES.find((candidate) => candidate === wanted) ?? 'zh-CN';
  return { kind: 'browser', platform: '', version: '', language };
}

/** Which host this window runs in, and the language it was started in. */
export function readHostFacts(): HostFacts {
  return electronBridge()?.facts ?? browserFacts();
}
