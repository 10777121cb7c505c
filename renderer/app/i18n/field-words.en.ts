import type { SameKeys } from '../../lib/same-keys.ts';
import type {
  alertKindZhCN,
  alertLevelShortZhCN,
  alertLevelZhCN,
  alertStateZhCN,
  dataCategoryZhCN,
  gridKindZhCN,
  outcomeZhCN,
  personKindZhCN,
  placementZhCN,
  taskStateZhCN,
  unitZhCN,
  visitKindZhCN,
  workOrderCategoryZhCN,
  workOrderSourceZhCN,
  workOrderStateZhCN,
  workerRoleZhCN,
} from './field-words.zh-CN.ts';

export const dataCategoryEn: SameKeys<typeof dataCategoryZhCN> = {
  registeredResidents: 'Registered',
  migrants: 'Migrants',
  tenants: 'Tenants',
  foreigners: 'Foreigners',
  elderlyAlone: 'Elderly alone',
  children: 'Children',
  disabled: 'Disabled',
  lowIncome: 'Low income',
  veterans: 'Veterans',
  pregnant: 'Pregnant',
  chronicPatients: 'Chronic',
  mentalHealth: 'Mental health',
  keyPersons: 'Key persons',
  correction: 'Correction',
  drugRehabilitation: 'Rehabilitation',
  petitioners: 'Petitioners',
  partyMembers: 'Party members',
  volunteers: 'Volunteers',
  arrivals: 'Arrivals',
  homeObservation: 'Home obs.',
  vaccination: 'Vaccination',
  nucleicAcid: 'NA tests',
  temperature: 'Temperature',
  houses: 'Houses',
  rentedHouses: 'Rented',
  vacantHouses: 'Vacant',
  shops: 'Shops',
  companies: 'Companies',
  schools: 'Schools',
  hospitals: 'Hospitals',
  hotels: 'Hotels',
  constructionSites: 'Sites',
  warehouses: 'Warehouses',
  vehicles: 'Vehicles',
  electricBikes: 'E-bikes',
  parking: 'Parking',
  deliveries: 'Deliveries',
  fireEquipment: 'Fire kit',
  gasUsers: 'Gas users',
  elevators: 'Elevators',
  hiddenDangers: 'Hazards',
  disputes: 'Disputes',
  accessRecords: 'Access log',
  visitorRecords: 'Visitors',
  patrolTracks: 'Patrols',
};

export const alertKindEn: SameKeys<typeof alertKindZhCN> = {
  smoke: 'Smoke',
  heat: 'Heat',
  infrared: 'Infrared',
  gas: 'Gas',
  water: 'Water pressure',
  power: 'Power',
  panicButton: 'Panic button',
  faceCapture: 'Face capture',
  vehicleCapture: 'Vehicle capture',
  visitor: 'Visitor',
  accessControl: 'Access control',
  crowd: 'Crowd',
  fever: 'Fever',
  quarantineBreach: 'Left quarantine',
};

export const alertLevelEn: SameKeys<typeof alertLevelZhCN> = {
  red: 'Especially serious',
  orange: 'Serious',
  yellow: 'Major',
  blue: 'General',
};

export const alertLevelShortEn: SameKeys<typeof alertLevelShortZhCN> = { red: 'I', orange: 'II', yellow: 'III', blue: 'IV' };

export const alertStateEn: SameKeys<typeof alertStateZhCN> = { raised: 'raised', acknowledged: 'acknowledged', closed: 'closed' };

export const workOrderCategoryEn: SameKeys<typeof workOrderCategoryZhCN> = {
  property: 'property',
  environment: 'environment',
  fireSafety: 'fire safety',
  parking: 'parking',
  noise: 'noise',
  elderly: 'elderly care',
  neighbours: 'neighbours',
  facilities: 'facilities',
  epidemic: 'epidemic',
  other: 'other',
};

export const workOrderStateEn: SameKeys<typeof workOrderStateZhCN> = {
  reported: 'reported',
  accepted: 'accepted',
  dispatched: 'dispatched',
  handled: 'being handled',
  closed: 'closed',
  calledBack: 'called back',
  returned: 'returned',
  rework: 'rework',
};

export const workOrderSourceEn: SameKeys<typeof workOrderSourceZhCN> = {
  hotline12345: '12345',
  gridPatrol: 'grid patrol',
  residentForum: 'resident forum',
  sensor: 'sensor',
  district: 'district',
};

export const outcomeEn: SameKeys<typeof outcomeZhCN> = {
  none: '—',
  homeObservation: 'Home obs.',
  centralisedIsolation: 'Isolation',
  nucleicAcidTest: 'NA test',
  healthMonitoring: 'Monitoring',
  cleared: 'Cleared',
  notInCity: 'Not in city',
  transferred: 'Transferred',
};

export const taskStateEn: SameKeys<typeof taskStateZhCN> = {
  pushed: 'Pushed',
  assigned: 'Assigned',
  inProgress: 'In progress',
  verified: 'Verified',
  unreachable: 'Unreachable',
  deferred: 'Deferred',
  withdrawn: 'Withdrawn',
};

export const gridKindEn: SameKeys<typeof gridKindZhCN> = {
  none: 'comprehensive grid',
  campus: 'dedicated: campus',
  hospital: 'dedicated: hospital',
  park: 'dedicated: business park',
  station: 'dedicated: station',
  mall: 'dedicated: mall',
  industrial: 'dedicated: industrial',
  market: 'dedicated: market',
  office: 'dedicated: offices',
  scenic: 'dedicated: scenic area',
  construction: 'dedicated: construction site',
};

export const unitEn: SameKeys<typeof unitZhCN> = {
  secondsSpan: '{{major}} s',
  minutesSpan: '{{major}} min',
  hoursSpan: '{{major}} h {{minor}} min',
  daysSpan: '{{major}} d {{minor}} h',
  secondsAge: '{{major}} s',
  minutesAge: '{{major}} min',
  hoursAge: '{{major}} h',
  daysAge: '{{major}} d',
  households: '{{value}} households',
  residents: '{{value}} residents',
  people: '{{value}} people',
  times: '{{value}} times',
};

export const workerRoleEn: SameKeys<typeof workerRoleZhCN> = {
  gridWorker: 'grid worker',
  gridLeader: 'grid leader',
  socialWorker: 'social worker',
};

export const visitKindEn: SameKeys<typeof visitKindZhCN> = {
  screening: 'Screening',
  patrol: 'Patrol',
  followUp: 'Follow-up',
  service: 'Service',
};

export const placementEn: SameKeys<typeof placementZhCN> = {
  placed: 'placed',
  none: 'matches no grid',
  ambiguous: 'matches several grids',
};

export const personKindEn: SameKeys<typeof personKindZhCN> = {
  arrival: 'arrival',
  closeContact: 'close contact',
  secondaryContact: 'secondary contact',
  keyPerson: 'key person',
  canvassed: 'canvassed',
};
