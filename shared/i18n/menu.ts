import type { Language } from '../contract/daily-report.ts';

/** Words of the native menu. */
export interface MenuWords {
  readonly file: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly reload: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly actualSize: string;
  readonly fullScreen: string;
  readonly window: string;
  readonly minimize: string;
  readonly close: string;
  readonly wall: string;
  readonly display: string;
  readonly primaryDisplay: string;
  readonly wallNone: string;
  readonly wallWindow: string;
  readonly wallKiosk: string;
}

export const MENU_WORDS: { readonly [L in Language]: MenuWords } = {
  'zh-CN': {
    file: '文件',
    quit: '退出',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '视图',
    reload: '重新载入',
    zoomIn: '放大',
    zoomOut: '缩小',
    actualSize: '实际大小',
    fullScreen: '全屏',
    window: '窗口',
    minimize: '最小化',
    close: '关闭窗口',
    wall: '大屏',
    display: '显示器 {number}',
    primaryDisplay: '主显示器',
    wallNone: '关闭大屏',
    wallWindow: '窗口',
    wallKiosk: '全屏（无边框）',
  },
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    reload: 'Reload',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    actualSize: 'Actual size',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close window',
    wall: 'Wall',
    display: 'Display {number}',
    primaryDisplay: 'main display',
    wallNone: 'No wall',
    wallWindow: 'Window',
    wallKiosk: 'Kiosk (whole display)',
  },
};
