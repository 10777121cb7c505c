import type { Language } from '../contract/daily-report.ts';
import { filled } from './filled.ts';

/** What `npm run relay` says, one line each. */
interface RelayMessages {
  readonly starting: string;
  readonly running: string;
  readonly waiting: string;
  readonly progress: string;
  readonly accessWritten: string;
  readonly stopping: string;
  readonly stopped: string;
}

export type RelayMessage = keyof RelayMessages;

const MESSAGES: { readonly [L in Language]: RelayMessages } = {
  'zh-CN': {
    starting: '中继正在启动：{source} → NATS {nats}，日志在 {path}。',
    running: '中继运行中：从 {position} 继续，流 {feed}。',
    waiting: '中继等待重试：{code} {details}。',
    progress: '已存到第 {sequence} 条；全市数据齐备至 {moment}；已发快照 {served} 份，等待 {queue} 份。',
    accessWritten:
      '已为中继、平台和 {count} 个站点生成密钥，存于 {path}。请把其中的 {file} 放到 nats-server 配置文件旁，并在配置中加入：include {file}。还没有 nats-server 的机器，请安装同名软件包（Debian：apt install nats-server）。',
    stopping: '正在停止……',
    stopped: '中继已停止；再次运行同一命令，从流的末尾继续。',
  },
  en: {
    starting: 'The relay starts: {source} → NATS {nats}, log in {path}.',
    running: 'The relay runs: it goes on from {position}, history {feed}.',
    waiting: 'The relay waits to try again: {code} {details}.',
    progress: 'Stored up to message {sequence}; all of the city is there up to {moment}; snapshots: {served} sent, {queue} waiting.',
    accessWritten:
      'Keys for the relay, the platform and {count} stations are in {path}. Put {file} beside the configuration of nats-server, and add to it: include {file}. Where there is no nats-server yet, install the package of that name (Debian: apt install nats-server).',
    stopping: 'Stopping…',
    stopped: 'The relay has stopped; the same command goes on where the stream ends.',
  },
};

export function relayMessage(key: RelayMessage, language: Language, details: Readonly<Record<string, string | number>> = {}): string {
  return filled(MESSAGES[language][key], details);
}
