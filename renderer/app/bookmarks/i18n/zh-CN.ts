/** Words of the views that an office keeps. */
export const bookmarksZhCN = {
  title: '书签',
  name: '书签名称',
  keep: '收藏当前画面',
  kept: '已收藏“{{name}}”',
  full: '书签最多 {{value}} 个，请先删除不用的。',
  none: '还没有书签',
  noneHint: '书签记下辖区、所选网格、指标、分级、图层、视野和时刻，随时回到这一画面。',
  hint: '↑↓ 选择，回车打开，F2 改名，Alt ↑↓ 调整顺序，Delete 删除',
  rename: '改名：{{name}}',
  earlier: '上移：{{name}}',
  later: '下移：{{name}}',
  remove: '删除：{{name}}',
  removed: '已删除“{{name}}”',
  takeBack: '撤销删除',
  picked: '已选 {{value}} 个网格',
  unknownArea: '本版城市没有辖区 {{code}}',
} as const;
