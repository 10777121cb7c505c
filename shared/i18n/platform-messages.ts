import type { Language } from '../contract/daily-report.ts';
import { filled } from './filled.ts';

/** What `npm run platform` says, one line each. */
interface PlatformMessages {
  readonly started: string;
  readonly filling: string;
  readonly filled: string;
  readonly station: string;
  readonly passwordFile: string;
  readonly startLine: string;
  readonly natsStarted: string;
  readonly natsStartLine: string;
  readonly writing: string;
  readonly interrupted: string;
  readonly stopping: string;
  readonly stopped: string;
}

export type PlatformMessage = keyof PlatformMessages;

const MESSAGES: { readonly [L in Language]: PlatformMessages } = {
  'zh-CN': {
    started: '市平台已启动：PostgreSQL {version}，{address}，数据目录 {path}。',
    filling: '正在写入十四天的历史，已写 {rows} 行……',
    filled: '历史已写完，共 {rows} 行。',
    station: '{area} {name} 站点：{connection}',
    passwordFile: '  口令文件（仅本用户可读）：{path}',
    startLine: '  启动站点：{line}',
    natsStarted: 'NATS 已启动：{address}；中继把全市的变更按街道发到那里，定位只发到那里：直连 PostgreSQL 的站点看不到人员在哪。',
    natsStartLine: '  或经 NATS：{line}',
    writing: '模拟城市正在写入，城市时间 {moment}，速度 × {speed}。按 Ctrl-C 停止，数据保留。',
    interrupted: 'PostgreSQL 暂时中断，稍后重试……',
    stopping: '正在停止……',
    stopped: '市平台已停止；再次运行同一命令，城市从这里继续。',
  },
  en: {
    started: 'The city platform runs: PostgreSQL {version}, {address}, data in {path}.',
    filling: 'Writing fourteen days of history, {rows} rows so far…',
    filled: 'The history is written: {rows} rows.',
    station: 'Station {area} {name}: {connection}',
    passwordFile: '  Password file (readable by this user only): {path}',
    startLine: '  Start the station with: {line}',
    natsStarted:
      'NATS runs: {address}. A relay hands the city on there, street by street; positions go only there: a station on PostgreSQL itself sees none.',
    natsStartLine: '  Or through NATS: {line}',
    writing: 'The simulated city writes; its time is {moment}, speed × {speed}. Ctrl-C stops it, the data stay.',
    interrupted: 'PostgreSQL broke off for a moment; trying again…',
    stopping: 'Stopping…',
    stopped: 'The city platform has stopped; the same command continues the city from here.',
  },
};

export function platformMessage(key: PlatformMessage, language: Language, details: Readonly<Record<string, string | number>> = {}): string {
  return filled(MESSAGES[language][key], details);
}
