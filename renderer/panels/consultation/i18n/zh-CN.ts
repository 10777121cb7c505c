/** Words of a consultation on the console. */
export const consultationZhCN = {
  bar: '会商',
  title: '会商中',
  asOf: '大屏定格于 {{moment}}',
  tool: { pointer: '激光笔', pen: '画笔', arrow: '箭头', label: '文字' },
  toolHint: {
    pointer: '激光笔：大屏同步显示鼠标在地图上的位置',
    pen: '画笔：在地图上拖动画线',
    arrow: '箭头：从起点拖到终点',
    label: '文字：点一下地图，输入后回车',
  },
  undo: '撤销',
  clear: '清空',
  labelText: '标注文字',
  labelHint: '人人可见，不写姓名、号码',
  textRefused: '标注没有画上：文字里不能有连续 7 位以上的数字',
  notDrawn: '标注没有画上',
  renew: '更新画面',
  renewHint: '把当前的辖区、视野和时刻定格到大屏',
  end: '结束会商',
};
