import type { Language } from '../contract/daily-report.ts';
import type { HostFailure, HostFailureCode } from '../host/host-failure.ts';
import { filled } from './filled.ts';

/** What the hosts say before any window can: one line each, with what to do. `{name}` stands for a detail of the failure. */
interface HostMessages {
  readonly failures: { readonly [Code in HostFailureCode]?: string };
  readonly otherFailure: string;
  readonly failureTitle: string;
  readonly listening: string;
  readonly wallAddress: string;
  readonly stopped: string;
  readonly reportWritten: string;
}

const CHINESE: HostMessages = {
  failures: {
    'invalid-option': '选项 {option} 不能取“{value}”，可用：{allowed}。',
    'password-in-source':
      '--source 中不能写口令：本机其他用户能在进程列表中看到。请把口令放进仅本人可读的文件，用 --source-password-file（NATS 用 --source-credentials-file）指明。',
    'password-file-unreadable':
      '口令或凭据文件 {path} 无法读取，且本机没有保存过。请核对 --source-password-file 或 --source-credentials-file。',
    'key-file-unreadable': '密钥文件 {path} 无法读取，或其中没有 Ed25519 密钥（PEM）。',
    'change-file-refused': '变更文件 {path} 被拒绝（{reason}），没有采用其中任何内容。',
    'port-taken': '端口 {port} 已被占用，请换一个端口（--port），或不指定端口由系统分配。',
    'data-folder-in-use': '数据目录 {path} 正由另一个指挥中心使用（进程 {processId}），请先关闭它，或用 --data 另选目录。',
    'data-folder-not-writable': '无法写入数据目录 {path}，请检查权限，或用 --data 另选目录。',
    'window-not-built': '界面文件 {path} 不存在，请先运行 npm run build。',
    'city-missing': '城市底图目录 {path} 不存在，请运行 npm run build:city。',
    'office-newer': '本地业务库由更新版本的程序建立，请升级本程序后再打开；数据未被改动。',
    'office-damaged': '本地业务库已损坏，请从 backups 目录恢复最近的备份后再启动。',
    'office-locked': '本地业务库已加密，而本机没有它的密钥。请用窗口方式启动指挥中心，输入恢复密钥。',
    'keychain-unavailable': '系统密钥库无法打开。请在登录桌面后解锁密钥库再试，或用窗口方式启动指挥中心，输入恢复密钥。',
    'key-file-exposed':
      '密钥文件 {path} 的权限是 {mode}，其他用户可能读到，已拒绝使用。请确认无人动过后改为仅本人可读（文件 600，目录 700）。',
    'secret-store-unwritable': '密钥无法写入 {path}，请检查磁盘与权限。',
    'replica-damaged': '本地副本已损坏且无法自动重建，请删除数据目录中的 replica.db 后重新启动。',
    'output-not-writable': '无法写入 {path}，请检查目录与权限，或换一个位置（--data、--out）。',
    'unknown-report': '数据目录中没有编号为 {number} 的日报，请核对 --number 与 --data。',
    'unknown-area': '没有编码为 {area} 的市、区或街道，请核对 --area。',
    'no-data-for-day': '{day} 在截止时间之前没有推送批次，没有可报的数据；请换一个日期或截止时间。',
    'day-in-future': '{day} 还没有到，请换一个日期。',
    'replica-not-ready': '本地副本尚不完整，请等运行中的指挥中心取数完成后再试。',
    'map-not-drawable': '覆盖分布图无法绘制，日报未生成；请重新运行 npm run build，若仍失败请运行 npm run build:city。',
    'printer-unavailable': '没有可用的 Chromium、Chrome 或 Edge，无法生成 PDF；请安装其一，或用环境变量 COMMAND_CENTER_BROWSER 指明位置。',
    'postgres-missing': '这台机器没有可用的 PostgreSQL（{package}），请重新运行 npm ci，或换用受支持的系统。',
    'postgres-account-missing': '以 root 运行时 PostgreSQL 需要系统用户 {account}，但无法创建；请先创建该用户，或改用普通用户运行。',
    'postgres-not-startable': 'PostgreSQL 未能启动，详情见 {log}。',
    'platform-data-damaged':
      '市平台数据 {path} 已损坏，PostgreSQL 无法打开（详情见 {log}）；数据未被改动，请恢复备份，或用 --data 另选目录。',
    'platform-data-in-use': '市平台数据 {path} 正由另一个 PostgreSQL 使用，请先停止它，或用 --data 另选目录。',
    'platform-folder-closed':
      '以 root 运行时 PostgreSQL 使用系统用户 postgres，它无法进入 {path}；请用 --data 另选目录，或改用普通用户运行。',
    'platform-secrets-missing': '市平台的口令文件 {path} 缺失或已损坏，无法进入已有数据；请恢复该文件，或用 --data 另选目录。',
    'platform-ended': 'PostgreSQL 意外退出，详情见 {log}；数据保留，请重新运行同一命令。',
    'nats-missing': '这台机器没有 nats-server：请安装同名软件包（Debian：apt install nats-server），或去掉 --nats。',
    'nats-not-startable': 'nats-server 未能启动，详情见 {log}；端口被占用的，换一个 --nats-port。',
    'platform-data-version': '市平台数据 {path} 由另一版本的 PostgreSQL 建立；数据未被改动，请用 --data 另选目录。',
    'disk-full': '磁盘已满，请腾出空间后重新启动；已保存的数据没有丢失。',
    'disk-failing': '磁盘读写出错，请检查硬盘与数据目录后重新启动；已保存的数据没有丢失。',
  },
  otherFailure: '指挥中心未能启动（{code}），详情见数据目录中的 logs。',
  failureTitle: '指挥中心未能启动',
  listening: '指挥中心已就绪，请在本机浏览器打开：{address}',
  wallAddress: '大屏只读地址：{address}',
  stopped: '指挥中心已停止。',
  reportWritten: '日报 {number}（{area}，{day} 截至 {cutoff}）已写入 {path}。',
};

const ENGLISH: HostMessages = {
  failures: {
    'invalid-option': 'Option {option} cannot be "{value}"; possible: {allowed}.',
    'password-in-source':
      'No password in --source: other users of this machine would see it in the list of processes. Put it into a file that only you can read, and name that with --source-password-file, or with --source-credentials-file for NATS.',
    'password-file-unreadable':
      'The file {path} with password or credentials cannot be read, and none were kept on this machine: check --source-password-file or --source-credentials-file.',
    'key-file-unreadable': 'The key file {path} cannot be read, or holds no Ed25519 key as PEM.',
    'change-file-refused': 'The file of changes {path} was refused ({reason}); nothing of it was used.',
    'port-taken': 'Port {port} is taken: choose another one with --port, or none and let the system choose.',
    'data-folder-in-use':
      'The data folder {path} is in use by another command center (process {processId}): close it first, or choose another folder with --data.',
    'data-folder-not-writable': 'The data folder {path} cannot be written: check its permissions, or choose another folder with --data.',
    'window-not-built': 'The window’s file {path} is missing: run npm run build first.',
    'city-missing': 'The city’s folder {path} is missing: run npm run build:city.',
    'office-newer': 'The office’s database was made by a newer version of this application: update before opening it. Nothing was changed.',
    'office-damaged': 'The office’s database is damaged: put back the latest copy from the backups folder, then start again.',
    'office-locked':
      'The office’s database is encrypted and this machine does not hold its key: start the command center with a window and enter the recovery key.',
    'keychain-unavailable':
      'The system’s keychain does not open: unlock it in a desktop session and try again, or start the command center with a window and enter the recovery key.',
    'key-file-exposed':
      'The key file {path} has the permissions {mode}: other users could read it, so it is not used. Make sure that nobody touched it, then make it yours alone (files 600, folders 700).',
    'secret-store-unwritable': 'A key cannot be written to {path}: check disk and permissions.',
    'replica-damaged': 'The local replica is damaged and could not be rebuilt: delete replica.db in the data folder, then start again.',
    'output-not-writable': '{path} cannot be written: check folder and permissions, or choose another place with --data or --out.',
    'unknown-report': 'The data folder has no report of the number {number}: check --number and --data.',
    'unknown-area': 'No city, district or street has the code {area}: check --area.',
    'no-data-for-day':
      'No batch of {day} had been pushed before the cut-off, so there is nothing to report: choose another date or cut-off.',
    'day-in-future': '{day} has not come yet: choose another date.',
    'replica-not-ready': 'The local replica is not complete yet: try again when the running command center has loaded its data.',
    'map-not-drawable':
      'The coverage map could not be drawn, so no report was made: run npm run build again, and npm run build:city if that does not help.',
    'printer-unavailable':
      'No Chromium, Chrome or Edge could be started, so no PDF was made: install one, or name it in COMMAND_CENTER_BROWSER.',
    'postgres-missing': 'There is no PostgreSQL for this machine ({package}): run npm ci again, or use a system that is supported.',
    'postgres-account-missing':
      'Run as root, PostgreSQL needs the system’s user {account}, which could not be made: make it, or run this as an ordinary user.',
    'postgres-not-startable': 'PostgreSQL did not start; {log} says more.',
    'platform-data-damaged':
      'The platform’s data in {path} are damaged, PostgreSQL cannot open them ({log} says more). Nothing was changed: put back a copy, or choose another folder with --data.',
    'platform-data-in-use':
      'The platform’s data in {path} are in use by another PostgreSQL: stop it first, or choose another folder with --data.',
    'platform-folder-closed':
      'Run as root, PostgreSQL is the system’s user postgres, who cannot get to {path}: choose another folder with --data, or run this as an ordinary user.',
    'platform-secrets-missing':
      'The platform’s password file {path} is missing or damaged, so its data cannot be opened: put the file back, or choose another folder with --data.',
    'platform-ended': 'PostgreSQL ended unexpectedly, {log} says more. The data stay: run the same command again.',
    'nats-missing':
      'There is no nats-server on this machine: install the package of that name (Debian: apt install nats-server), or leave --nats out.',
    'nats-not-startable': 'nats-server did not start, {log} says more. If its port is taken, choose another --nats-port.',
    'platform-data-version':
      'The platform’s data in {path} were made by another version of PostgreSQL. Nothing was changed: choose another folder with --data.',
    'disk-full': 'The disk is full: make room, then start again. Nothing that was saved is lost.',
    'disk-failing': 'The disk fails: check disk and data folder, then start again. Nothing that was saved is lost.',
  },
  otherFailure: 'The command center could not start ({code}); the logs in the data folder say more.',
  failureTitle: 'The command center could not start',
  listening: 'The command center is ready. Open in a browser on this machine: {address}',
  wallAddress: 'Read-only address of the wall: {address}',
  stopped: 'The command center has stopped.',
  reportWritten: 'Report {number} ({area}, {day} as of {cutoff}) was written to {path}.',
};

const MESSAGES: { readonly [L in Language]: HostMessages } = { 'zh-CN': CHINESE, en: ENGLISH };

/** One line about why the application did not start, in the user's language. */
export function hostFailureMessage(failure: HostFailure, language: Language): string {
  const { failures, otherFailure } = MESSAGES[language];
  const template = failures[failure.code];
  return template === undefined ? filled(otherFailure, { code: failure.code }) : filled(template, failure.details);
}

export function hostFailureTitle(language: Language): string {
  return MESSAGES[language].failureTitle;
}

export function listeningMessage(address: string, language: Language): string {
  return filled(MESSAGES[language].listening, { address });
}

export function wallAddressMessage(address: string, language: Language): string {
  return filled(MESSAGES[language].wallAddress, { address });
}

export function stoppedMessage(language: Language): string {
  return MESSAGES[language].stopped;
}

/** One line about a report that was written: its number, area, day, cut-off and path. */
export function reportWrittenMessage(details: Readonly<Record<string, string>>, language: Language): string {
  return filled(MESSAGES[language].reportWritten, details);
}
