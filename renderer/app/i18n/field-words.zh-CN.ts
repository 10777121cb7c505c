// The words of the field: states, kinds and categories.

export const dataCategoryZhCN = {
  registeredResidents: '户籍人口',
  migrants: '流动人口',
  tenants: '租户',
  foreigners: '境外人员',
  elderlyAlone: '独居老人',
  children: '儿童',
  disabled: '残疾人',
  lowIncome: '低保',
  veterans: '退役军人',
  pregnant: '孕产妇',
  chronicPatients: '慢病患者',
  mentalHealth: '精神障碍',
  keyPersons: '重点人员',
  correction: '社区矫正',
  drugRehabilitation: '戒毒康复',
  petitioners: '信访',
  partyMembers: '党员',
  volunteers: '志愿者',
  arrivals: '来宁人员',
  homeObservation: '居家观察',
  vaccination: '疫苗接种',
  nucleicAcid: '核酸检测',
  temperature: '体温',
  houses: '房屋',
  rentedHouses: '出租房',
  vacantHouses: '空置房',
  shops: '商铺',
  companies: '企业',
  schools: '学校',
  hospitals: '医院',
  hotels: '旅馆',
  constructionSites: '工地',
  warehouses: '仓库',
  vehicles: '机动车',
  electricBikes: '电动车',
  parking: '车位',
  deliveries: '快递',
  fireEquipment: '消防设施',
  gasUsers: '燃气用户',
  elevators: '电梯',
  hiddenDangers: '隐患',
  disputes: '纠纷',
  accessRecords: '门禁记录',
  visitorRecords: '访客记录',
  patrolTracks: '巡查轨迹',
};

export const alertKindZhCN = {
  smoke: '烟感',
  heat: '温感',
  infrared: '红外',
  gas: '燃气',
  water: '水压',
  power: '用电',
  panicButton: '一键报警',
  faceCapture: '人脸抓拍',
  vehicleCapture: '车辆抓拍',
  visitor: '访客',
  accessControl: '门禁异常',
  crowd: '人员聚集',
  fever: '发热',
  quarantineBreach: '离开隔离点',
};

export const alertLevelZhCN = { red: '特别重大', orange: '重大', yellow: '较大', blue: '一般' };

export const alertLevelShortZhCN = { red: '特大', orange: '重大', yellow: '较大', blue: '一般' };

export const alertStateZhCN = { raised: '待确认', acknowledged: '已确认', closed: '已办结' };

export const workOrderCategoryZhCN = {
  property: '物业管理',
  environment: '环境卫生',
  fireSafety: '消防安全',
  parking: '停车秩序',
  noise: '噪声扰民',
  elderly: '养老助老',
  neighbours: '邻里纠纷',
  facilities: '设施维修',
  epidemic: '疫情防控',
  other: '其他',
};

export const workOrderStateZhCN = {
  reported: '上报',
  accepted: '签收',
  dispatched: '派单',
  handled: '处置中',
  closed: '办结',
  calledBack: '已回访',
  returned: '退回',
  rework: '重办',
};

export const workOrderSourceZhCN = {
  hotline12345: '12345',
  gridPatrol: '网格巡查',
  residentForum: '掌上云社区',
  sensor: '物联感知',
  district: '区级交办',
};

export const outcomeZhCN = {
  none: '—',
  homeObservation: '居家观察',
  centralisedIsolation: '集中隔离',
  nucleicAcidTest: '核酸检测',
  healthMonitoring: '健康监测',
  cleared: '排除',
  notInCity: '不在宁',
  transferred: '转出',
};

export const taskStateZhCN = {
  pushed: '已推送',
  assigned: '已派发',
  inProgress: '核实中',
  verified: '已核实',
  unreachable: '失联',
  deferred: '缓办',
  withdrawn: '撤销',
};

export const gridKindZhCN = {
  none: '综合网格',
  campus: '专属网格·校园',
  hospital: '专属网格·医院',
  park: '专属网格·园区',
  station: '专属网格·站点',
  mall: '专属网格·商场',
  industrial: '专属网格·工业区',
  market: '专属网格·市场',
  office: '专属网格·楼宇',
  scenic: '专属网格·景区',
  construction: '专属网格·工地',
};

export const unitZhCN = {
  secondsSpan: '{{major}} 秒',
  minutesSpan: '{{major}} 分',
  hoursSpan: '{{major}} 时 {{minor}} 分',
  daysSpan: '{{major}} 天 {{minor}} 时',
  secondsAge: '{{major}} 秒',
  minutesAge: '{{major}} 分',
  hoursAge: '{{major}} 小时',
  daysAge: '{{major}} 天',
  households: '{{value}} 户',
  residents: '{{value}} 人',
  people: '{{value}} 人',
  times: '{{value}} 次',
};

export const workerRoleZhCN = { gridWorker: '网格员', gridLeader: '网格长', socialWorker: '社工' };

export const visitKindZhCN = { screening: '排查', patrol: '巡查', followUp: '随访', service: '服务' };

export const placementZhCN = { placed: '已落格', none: '无匹配网格', ambiguous: '匹配多个网格' };

export const personKindZhCN = {
  arrival: '来宁人员',
  closeContact: '密接',
  secondaryContact: '次密接',
  keyPerson: '重点人员',
  canvassed: '摸排',
};
