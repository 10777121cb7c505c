import type { WorkOrderCategory, WorkOrderSource } from '../../../../shared/domain/work-orders.ts';

/** How one category of work order behaves in the simulated city. */
interface WorkOrderHabit {
  readonly weight: number;
  /** Hours until it should be closed when a resident reports it. */
  readonly dueHours: number;
  /** Titles as they are written down; {地} stands for the place. */
  readonly titles: readonly [string, ...string[]];
}

export const WORK_ORDER_HABITS: { readonly [Category in WorkOrderCategory]: WorkOrderHabit } = {
  property: {
    weight: 15,
    dueHours: 96,
    titles: [
      '{地}反映物业服务不到位',
      '{地}电梯停运未及时修复',
      '{地}门禁损坏长期无人维修',
      '{地}物业收费公示不清',
      '{地}单元门闭门器失灵',
    ],
  },
  environment: {
    weight: 17,
    dueHours: 48,
    titles: ['{地}垃圾清运不及时', '{地}建筑垃圾堆放路边', '{地}污水外溢', '{地}绿化带枯死未补种', '{地}垃圾分类点异味'],
  },
  fireSafety: {
    weight: 8,
    dueHours: 24,
    titles: ['{地}消防通道被占用', '{地}楼道内电动车充电', '{地}灭火器过期', '{地}楼道堆放杂物'],
  },
  parking: {
    weight: 14,
    dueHours: 72,
    titles: ['{地}机动车占用人行道', '{地}非机动车乱停放', '{地}外来车辆夜间占用车位', '{地}地下车库出入口堵塞'],
  },
  noise: {
    weight: 9,
    dueHours: 48,
    titles: ['{地}夜间施工扰民', '{地}广场舞音量过大', '{地}商户空调外机噪声', '{地}装修超时施工'],
  },
  elderly: {
    weight: 6,
    dueHours: 48,
    titles: ['{地}独居老人需上门探视', '{地}老人申请助餐服务', '{地}申请加装楼道扶手', '{地}高龄补贴咨询'],
  },
  neighbours: {
    weight: 6,
    dueHours: 96,
    titles: ['{地}楼上漏水引发纠纷', '{地}邻里因公共空间发生争执', '{地}饲养宠物扰邻', '{地}晾晒滴水纠纷'],
  },
  facilities: {
    weight: 13,
    dueHours: 72,
    titles: ['{地}路灯不亮', '{地}窨井盖破损', '{地}健身器材损坏', '{地}路面坑洼积水', '{地}雨水管网堵塞'],
  },
  epidemic: {
    weight: 8,
    dueHours: 12,
    titles: ['{地}咨询来宁人员报备', '{地}居家观察人员生活保障', '{地}核酸采样点排队过长', '{地}反映公共区域未消毒'],
  },
  other: {
    weight: 4,
    dueHours: 120,
    titles: ['{地}咨询居住证办理', '{地}求助寻找走失宠物', '{地}建议增设便民服务点', '{地}反映公告栏信息陈旧'],
  },
};

interface SourceHabit {
  readonly weight: number;
  /** How much of the usual time a reporter of this kind is given. */
  readonly dueFactor: number;
  readonly calledBackShare: number;
}

export const WORK_ORDER_SOURCE_HABITS: { readonly [Source in WorkOrderSource]: SourceHabit } = {
  hotline12345: { weight: 42, dueFactor: 1, calledBackShare: 0.85 },
  gridPatrol: { weight: 28, dueFactor: 0.6, calledBackShare: 0.1 },
  residentForum: { weight: 16, dueFactor: 1.2, calledBackShare: 0.5 },
  sensor: { weight: 6, dueFactor: 0.3, calledBackShare: 0 },
  district: { weight: 8, dueFactor: 0.8, calledBackShare: 0.3 },
};
