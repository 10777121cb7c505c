import type { Language } from '../contract/daily-report.ts';
import { filled } from './filled.ts';

/** What `npm run export-changes` and `npm run import-changes` say, one line each. */
interface ChangeFileMessages {
  readonly keysMade: string;
  readonly exported: string;
  readonly exportedSnapshot: string;
  readonly nothingWaits: string;
  readonly refused: string;
  readonly waits: string;
  readonly difference: string;
  readonly noDifference: string;
  readonly howToApply: string;
  readonly applied: string;
}

export type ChangeFileMessage = keyof ChangeFileMessages;

const MESSAGES: { readonly [L in Language]: ChangeFileMessages } = {
  'zh-CN': {
    keysMade: '已生成签名密钥 {path}/export.pem（仅本人可读）与公钥 {path}/export.pub.pem；把公钥交给各站点。',
    exported: '第 {number} 份变更文件已写入 {path}：{rows} 项变更，数据齐备至 {moment}。',
    exportedSnapshot: '第 {number} 份文件已写入 {path}：全部 {rows} 行，数据齐备至 {moment}。',
    nothingWaits: '没有可导入的文件。',
    refused: '拒绝 {name}：{code} {details}',
    waits: '下一份：{name}（第 {number} 份，{kind}，{rows} 行，齐备至 {moment}）',
    difference: '  {table}：新增 {added}，改动 {changed}，删除 {removed}',
    noDifference: '  不改动任何数据。',
    howToApply: '以上尚未导入；核对后加 --apply 再运行一次。',
    applied: '已导入 {name}。',
  },
  en: {
    keysMade:
      'A signing key is in {path}/export.pem (readable by you only), its public half in {path}/export.pub.pem: give that to the stations.',
    exported: 'File {number} is in {path}: {rows} changes, complete up to {moment}.',
    exportedSnapshot: 'File {number} is in {path}: all {rows} rows, complete up to {moment}.',
    nothingWaits: 'There is no file to import.',
    refused: 'Refused {name}: {code} {details}',
    waits: 'Next: {name} (file {number}, {kind}, {rows} rows, complete up to {moment})',
    difference: '  {table}: {added} new, {changed} changed, {removed} removed',
    noDifference: '  Changes nothing.',
    howToApply: 'Nothing was imported yet: look at it, then run the same with --apply.',
    applied: 'Imported {name}.',
  },
};

export function changeFileMessage(
  key: ChangeFileMessage,
  language: Language,
  details: Readonly<Record<string, string | number>> = {},
): string {
  return filled(MESSAGES[language][key], details);
}
