// The words of the office’s own data: its lock, its key and its copies.

export const officeLockZhCN = {
  title: '本单位数据已加密，本机无法打开',
  reason: {
    'key-missing': '这台电脑上没有它的密钥。换过电脑、系统账户或重装过系统时会这样。',
    'key-switched': '这台电脑上的密钥与数据不符。数据目录可能来自另一台电脑，或密钥被更换过。',
    'keychain-unavailable': '保存密钥的系统密钥库打不开。请先解锁密钥库，再点“重试”。',
    damaged: '数据文件损坏，备份也都无法读取。原文件没有被改动。',
  },
  keyTitle: '输入恢复密钥',
  keyMade: '{{time}} 设置的恢复密钥：8 组数字，每组 6 位。打开后本机会重新保存密钥，下次不必再输。',
  keyNeverMade: '没有设置过恢复密钥，不能用这种方式打开。',
  keyShape: '000000-000000-000000-000000-000000-000000-000000-000000',
  open: '打开当前数据',
  openBackup: '打开最近备份（{{time}}）',
  opening: '正在核对，请稍候…',
  wrongShape: '恢复密钥应为 8 组、每组 6 位数字。',
  wrongGroup: '第 {{group}} 组数字有误，请核对。',
  retryTitle: '重试',
  retryText: {
    keychain: '解锁系统密钥库之后点这里。',
    damaged: '把完好的备份放回数据目录的 backups 之后点这里。',
    key: '把原来的密钥放回本机之后点这里。',
  },
  newTitle: '从空白开始',
  newText: '新建本单位数据。设置、已冻结的日报和审计记录不会带过来；原来的文件和备份都改名留在数据目录里，以后仍可用恢复密钥打开。',
  newStart: '新建本单位数据…',
  newConfirm: '确认新建',
  newCancel: '取消',
};

export const recoveryKeyZhCN = {
  title: '恢复密钥',
  close: '关闭',
  why: '换电脑、重装系统或系统密钥库丢失时，只有这串数字能打开本单位的设置、日报与审计记录。',
  groups: '恢复密钥的 8 组数字',
  once: '只显示这一次，本程序不保存它的原文。请抄写或打印，与电脑分开存放。原来的恢复密钥在确认后作废。',
  print: '打印',
  written: '已抄好，下一步',
  typeBack: '请照抄写的内容输入两组数字，确认抄写无误。',
  group: '第 {{group}} 组',
  other: '与显示的不一致，请核对抄写的内容。',
  back: '再看一次',
  keep: '确认',
  kept: '恢复密钥已生效',
  paper: '由 {{user}} 于 {{time}} 生成。请与电脑分开存放，勿拍照、勿上传。',
};

export const officeNoticeZhCN = {
  restored: '本单位数据文件曾损坏，{{time}} 已用 {{backup}} 的备份自动恢复；此间的改动可能缺失，已记入审计。',
  takeNote: '知道了',
  backupFailed: '本单位数据备份失败：{{reason}} 最近一次备份：{{newest}}。',
  noBackup: '尚无备份',
  noRecoveryKey: '尚未设置恢复密钥：本机密钥丢失时将无法打开本单位数据。',
  setUp: '设置恢复密钥',
  later: '稍后',
};

export const dataProtectionZhCN = {
  title: '数据保护',
  keychain: '已加密，密钥在系统密钥库中',
  'key-file': '已加密，本机没有系统密钥库，密钥在仅本人可读的文件中',
  backup: '最近备份 {{time}}',
  keyMade: '恢复密钥设置于 {{time}}',
  noKey: '恢复密钥尚未设置',
  replaceKey: '更换恢复密钥',
};
