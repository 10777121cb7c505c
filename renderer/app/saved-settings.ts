import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { ROLES } from '../../shared/contract/caller.ts';
import { LANGUAGES } from '../../shared/contract/daily-report.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import { type Classing, CLASSING_METHODS } from '../../shared/domain/classing.ts';
import { LAYER_IDS } from '../../shared/domain/layers.ts';
import { METRIC_IDS, type MetricId } from '../../shared/domain/metrics.ts';
import { RATE_RULES } from '../../shared/domain/rates.ts';
import { isUsable } from '../metrics/metric-view.ts';
import { METRICS } from '../metrics/index.ts';
import { useBookmarksStore } from '../stores/bookmarks.store.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { type PanelLayout, SCALE_RANGE, type SoundSettings, THEMES, useSettingsStore, WIDTH_RANGES } from '../stores/settings.store.ts';
import { bookmarksOf } from './bookmarks/book.ts';

const KEYS = { viewer: 'console.viewer', layers: 'console.layers' } as const;
const SAVE_DELAY_MS = 600;

/** Takes over what this office set before. Anything unknown or out of range stays at its default: an old setting never stops a start. */
export async function restoreSettings(client: BackendClient): Promise<void> {
  const answer = await client.call('settings', {});
  if (!answer.ok) return;
  restoreViewer(fieldsOf(answer.value[KEYS.viewer]));
  restoreLayers(fieldsOf(answer.value[KEYS.layers]));
  useBookmarksStore.getState().actions.restore(bookmarksOf(answer.value));
}

/** Saves what the viewer changes, a moment after the last change. `onFailed` gets null when a save succeeded again. */
export function keepSettings(client: BackendClient, onFailed: (error: CallError | null) => void): void {
  const save = (key: string, value: () => unknown): (() => void) => {
    let timer = 0;
    return () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        void client.call('saveSetting', { key, value: value() }).then((answer) => onFailed(answer.ok ? null : answer.error));
      }, SAVE_DELAY_MS);
    };
  };
  useSettingsStore.subscribe(save(KEYS.viewer, viewerSettings));
  const saveLayers = save(KEYS.layers, layerSettings);
  useLayersStore.subscribe((state, before) => {
    if (state.failures === before.failures && state.retries === before.retries) saveLayers();
  });
}

function viewerSettings(): unknown {
  const { language, theme, isThemeChosen, scalePercent, layout, sound } = useSettingsStore.getState();
  return { language, ...(isThemeChosen ? { theme } : {}), scalePercent, layout, sound };
}

/** The scope is left out: a shift starts with today's batches. */
function layerSettings(): unknown {
  const { visible, coverage, alerts } = useLayersStore.getState();
  const { rule, metric, classings } = coverage;
  return { visible, coverage: { rule, metric, classings }, alerts };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function oneOf<Value>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}

function restoreViewer(saved: Fields): void {
  const language = oneOf(LANGUAGES, saved['language']);
  const theme = oneOf(THEMES, saved['theme']);
  const scale = numberWithin(saved['scalePercent'], SCALE_RANGE.minimumPercent, SCALE_RANGE.maximumPercent);
  const { change, changeLayout } = useSettingsStore.getState().actions;
  change({
    ...(language === undefined ? {} : { language }),
    ...(theme === undefined ? {} : { theme }),
    ...(scale === undefined ? {} : { scalePercent: scale }),
  });
  change({ sound: soundOf(fieldsOf(saved['sound'])) });
  changeLayout(layoutOf(fieldsOf(saved['layout'])));
}

function soundOf(saved: Fields): SoundSettings {
  const muted: unknown = saved['mutedRoles'];
  return { isAllowed: saved['isAllowed'] === true, mutedRoles: ROLES.filter((role) => Array.isArray(muted) && muted.includes(role)) };
}

function layoutOf(saved: Fields): Partial<PanelLayout> {
  const leftWidth = numberWithin(saved['leftWidth'], WIDTH_RANGES.left.minimum, WIDTH_RANGES.left.maximum);
  const rightWidth = numberWithin(saved['rightWidth'], WIDTH_RANGES.right.minimum, WIDTH_RANGES.right.maximum);
  const flags = (['leftOpen', 'rightOpen', 'axisOpen'] as const).filter((name) => typeof saved[name] === 'boolean');
  return {
    ...(leftWidth === undefined ? {} : { leftWidth }),
    ...(rightWidth === undefined ? {} : { rightWidth }),
    ...Object.fromEntries(flags.map((name) => [name, saved[name] === true])),
  };
}

function restoreLayers(saved: Fields): void {
  const { setCoverage, setAlerts, toggle } = useLayersStore.getState().actions;
  const visible = fieldsOf(saved['visible']);
  for (const id of LAYER_IDS) if (visible[id] === false) toggle(id);
  const coverage = fieldsOf(saved['coverage']);
  const rule = oneOf(RATE_RULES, coverage['rule']);
  const metric = oneOf(METRIC_IDS, coverage['metric']);
  setCoverage({
    ...(rule === undefined ? {} : { rule }),
    ...(metric === undefined ? {} : { metric }),
    classings: classingsOf(fieldsOf(coverage['classings'])),
  });
  const alerts = fieldsOf(saved['alerts']);
  const windowHours = oneOf([1, 24, 168] as const, alerts['windowHours']);
  setAlerts({
    ...(windowHours === undefined ? {} : { windowHours }),
    hiddenLevels: indicesOf(alerts['hiddenLevels']),
    hiddenKinds: indicesOf(alerts['hiddenKinds']),
    hiddenStates: indicesOf(alerts['hiddenStates']),
  });
}

function classingsOf(saved: Fields): Partial<Record<MetricId, Classing>> {
  return Object.fromEntries(
    METRIC_IDS.flatMap((metric) => {
      const { method: savedMethod, manualBreaks: savedBreaks } = fieldsOf(saved[metric]);
      const method = oneOf(CLASSING_METHODS, savedMethod);
      return method === undefined
        ? []
        : [[metric, { method, manualBreaks: breaksOf(savedBreaks, metric) ?? METRICS[metric].manualBreaks }]];
    }),
  );
}

function breaksOf(value: unknown, metric: MetricId): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const manualBreaks = value.filter((item): item is number => typeof item === 'number');
  const areAll = manualBreaks.length === value.length && isUsable({ method: 'manual', manualBreaks }, metric);
  return areAll ? manualBreaks : undefined;
}

function indicesOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((item): item is number => Number.isInteger(item)) : [];
}

function numberWithin(value: unknown, minimum: number, maximum: number): number | undefined {
  return typeof value === 'number' && value >= minimum && value <= maximum ? value : undefined;
}
