/** What the scripts say to the people who start the application: one line each. */
const MESSAGES = {
  'zh-CN': {
    installing: '正在按锁定文件安装依赖……',
    building: '正在构建……',
    setupFailed: '安装或构建未完成，请检查网络与磁盘后重新运行同一命令。',
    electronWindow: '以 Electron 窗口打开：{reason}。',
    browserWindow: '以 {browser} 应用窗口打开：{reason}。',
    serve: '仅提供本机地址：{reason}。',
    address: '指挥中心已就绪，请在本机浏览器打开：{address}',
    wallAddress: '大屏只读地址：{address}',
    asked: '命令行指定',
    electronAndDisplay: '已找到 Electron 运行时与显示器',
    noElectron: '未找到 Electron 运行时',
    noDisplay: '没有可用的显示器',
    noBrowser: '未找到 Electron 运行时，也未找到 Chromium、Chrome 或 Edge',
    electronMissing: '未找到 Electron 运行时，请改用 --host browser 或 --host serve。',
    browserMissing: '未找到 Chromium、Chrome 或 Edge，请安装其一，或改用 --host serve。',
    displayMissing: '没有可用的显示器，无法打开窗口；请在桌面会话中运行，或改用 --host serve。',
    unknownHost: '--host 只能是 electron、browser 或 serve。',
    unknownMoment: '--at 应写成 2026-11-23T16:30 的样子（模拟城市的时间）。',
    unknownOption: '命令行有误：{reason}',
    restarting: '后台意外退出，正在重新启动……',
    givingUp: '后台连续退出，已停止重启；详情见数据目录中的 logs。',
    distributionSkipped: '此处无法取得 Electron 运行时，未打包；请在能访问其发布站的机器上运行。',
  },
  en: {
    installing: 'Installing the dependencies of the lockfile…',
    building: 'Building…',
    setupFailed: 'Installation or build did not finish: check network and disk, then run the same command again.',
    electronWindow: 'Opening an Electron window: {reason}.',
    browserWindow: 'Opening a {browser} application window: {reason}.',
    serve: 'Serving an address on this machine only: {reason}.',
    address: 'The command center is ready. Open in a browser on this machine: {address}',
    wallAddress: 'Read-only address of the wall: {address}',
    asked: 'asked for on the command line',
    electronAndDisplay: 'an Electron runtime and a display are there',
    noElectron: 'no Electron runtime was found',
    noDisplay: 'there is no display',
    noBrowser: 'neither an Electron runtime nor Chromium, Chrome or Edge was found',
    electronMissing: 'No Electron runtime was found: use --host browser or --host serve.',
    browserMissing: 'No Chromium, Chrome or Edge was found: install one, or use --host serve.',
    displayMissing: 'There is no display to open a window on: run this in a desktop session, or use --host serve.',
    unknownHost: '--host can be electron, browser or serve.',
    unknownMoment: '--at takes a moment like 2026-11-23T16:30, in the simulated city’s time.',
    unknownOption: 'The command line is wrong: {reason}',
    restarting: 'The backend ended unexpectedly; starting it again…',
    givingUp: 'The backend keeps ending and is not started again; the logs in the data folder say more.',
    distributionSkipped: 'No Electron runtime can be had here, nothing was packed: run this where its release host can be reached.',
  },
};

/** `en…` in any spelling is English, everything else Chinese. */
export function languageOf(text) {
  return (text ?? '').toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export function message(language, key, details = {}) {
  return MESSAGES[language][key].replaceAll(/\{(\w+)\}/g, (placeholder, name) => details[name] ?? placeholder);
}

/** A function that prints one message of the catalogue on a line. */
export function createSay(language) {
  return (key, details) => console.log(message(language, key, details));
}
