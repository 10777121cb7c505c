/** Words of two maps side by side. */
export const secondMapZhCN = {
  open: '并排对比',
  close: '关闭对比',
  first: '左图',
  second: '右图',
  canvas: '对比地图：与左图同步移动',
  metric: '右图指标',
  momentLabel: '右图时刻',
  moment: { same: '同左图', yesterday: '前一日同时刻', otherBatch: '所比批次同时长', at: '选定时刻' },
  now: '现在',
  rate: '{{area}}覆盖率 {{rate}}',
  choose: '改为其他时刻',
  failed: '右图时刻的数据取不到：{{reason}}',
  bookmark: '对比 {{metric}}，{{moment}}',
} as const;
