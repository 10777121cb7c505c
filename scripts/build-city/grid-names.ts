/** Names, codes and household figures of grids: all invented, none of a real person. */
import { DEDICATED_KINDS, type DedicatedKind } from '../../shared/city/city.ts';
import { at } from './basics.ts';
import type { Community, Street } from './divisions.ts';
import { JIANGBEI_STREETS } from './divisions.ts';
import type { Random } from './random.ts';

interface KindRule {
  readonly kind: DedicatedKind;
  /** How common it is in town and in the countryside. */
  readonly urban: number;
  readonly rural: number;
  readonly suffixes: readonly string[];
  readonly households: readonly [number, number];
  /** Residents are households × 2.6 and these on top (dormitories, wards). */
  readonly lodgers: readonly [number, number];
}

const KIND_RULES: readonly KindRule[] = [
  {
    kind: 'campus',
    urban: 16,
    rural: 14,
    suffixes: ['小学', '中学', '实验学校', '幼儿园', '学院', '职业学校', '外国语学校'],
    households: [0, 20],
    lodgers: [0, 900],
  },
  {
    kind: 'hospital',
    urban: 9,
    rural: 7,
    suffixes: ['社区卫生服务中心', '医院', '中医院', '康复医院', '体检中心'],
    households: [0, 6],
    lodgers: [10, 420],
  },
  {
    kind: 'park',
    urban: 9,
    rural: 7,
    suffixes: ['公园', '体育公园', '湿地公园', '绿廊', '滨河公园'],
    households: [0, 2],
    lodgers: [0, 10],
  },
  {
    kind: 'station',
    urban: 8,
    rural: 5,
    suffixes: ['地铁站', '公交场站', '客运站', '物流站', '停保场'],
    households: [0, 4],
    lodgers: [0, 60],
  },
  {
    kind: 'mall',
    urban: 16,
    rural: 4,
    suffixes: ['广场', '购物中心', '商业街', '百货', '天地商业中心'],
    households: [0, 30],
    lodgers: [0, 40],
  },
  {
    kind: 'industrial',
    urban: 7,
    rural: 26,
    suffixes: ['科技园', '产业园', '创业中心', '工业园', '物流园', '软件园'],
    households: [0, 12],
    lodgers: [20, 780],
  },
  {
    kind: 'market',
    urban: 10,
    rural: 12,
    suffixes: ['农贸市场', '建材市场', '花鸟市场', '批发市场'],
    households: [0, 25],
    lodgers: [0, 60],
  },
  {
    kind: 'office',
    urban: 15,
    rural: 7,
    suffixes: ['商务楼', '写字楼', '创意园', '金融中心', '政务中心'],
    households: [0, 10],
    lodgers: [0, 30],
  },
  {
    kind: 'scenic',
    urban: 5,
    rural: 9,
    suffixes: ['风光带', '景区', '文化园', '度假区', '古迹公园'],
    households: [0, 5],
    lodgers: [0, 40],
  },
  { kind: 'construction', urban: 5, rural: 9, suffixes: ['建设工地', '棚改片区', '安置房工地'], households: [0, 0], lodgers: [30, 360] },
];

interface DedicatedProfile {
  readonly kind: number;
  readonly name: string;
  readonly households: number;
  readonly residents: number;
}

/** 阅江楼社区 → 阅江楼 */
function stem(communityName: string): string {
  return communityName.replace(/(社区|村)$/, '');
}

function pickRule(isRural: boolean, random: Random): KindRule {
  const weights = KIND_RULES.map((rule) => (isRural ? rule.rural : rule.urban));
  let mark = random.next() * weights.reduce((a, b) => a + b, 0);
  return KIND_RULES.find((_, i) => (mark -= at(weights, i)) < 0) ?? at(KIND_RULES, 0);
}

/** `taken` holds the names of the community; a second hospital gets another word or a number. */
export function inventDedicated(community: Community, isRural: boolean, taken: Set<string>, random: Random): DedicatedProfile {
  const rule = pickRule(isRural, random);
  const offset = random.below(rule.suffixes.length);
  const order = rule.suffixes.map((_, i) => at(rule.suffixes, (i + offset) % rule.suffixes.length));
  const candidates = [...order, ...order.map((suffix) => `第二${suffix}`), ...order.map((suffix) => `第三${suffix}`)];
  const name = candidates.map((suffix) => `${stem(community.name)}${suffix}专属网格`).find((candidate) => !taken.has(candidate));
  if (name === undefined) throw new Error(`no name left for a ${rule.kind} grid of ${community.name}`);
  taken.add(name);
  const households = Math.round(random.between(...rule.households));
  const residents = Math.round(households * 2.6 + random.between(...rule.lodgers));
  return { kind: DEDICATED_KINDS.indexOf(rule.kind), name, households, residents };
}

export function comprehensiveName(community: Community, ordinal: number): string {
  return `${community.name}${String(ordinal).padStart(2, '0')}网格`;
}

/** Two streets number their grids with a letter for the kind, as some real offices do. */
const LETTERED_STREETS: ReadonlySet<string> = new Set(['320115002', '320106009']);
const FOUR_DIGIT_STREETS: ReadonlySet<string> = new Set(['320116006', '320117001', ...JIANGBEI_STREETS]);
const FIRST_DEDICATED = 900;

/** Text of 15 characters nearly everywhere; other lengths exist on purpose, so that nobody cuts codes into pieces. */
export function gridCode(street: Street, community: Community, ordinal: number, isDedicated: boolean): string {
  const padded = (digits: number): string => String(ordinal).padStart(digits, '0');
  if (LETTERED_STREETS.has(street.code)) return `${community.code}${isDedicated ? 'ZS' : 'ZH'}${padded(3)}`;
  if (FOUR_DIGIT_STREETS.has(street.code)) return `${community.code}${isDedicated ? '9' : '0'}${padded(3)}`;
  return community.code + (isDedicated ? String(FIRST_DEDICATED + ordinal) : padded(3));
}
