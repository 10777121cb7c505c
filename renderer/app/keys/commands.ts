import type { City } from '../../../shared/city/city.ts';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { Language } from '../../../shared/contract/daily-report.ts';
import { parentArea } from '../../../shared/domain/areas.ts';
import { chooseMetric } from '../../lib/choose-metric.ts';
import { goThroughVisited, goToArea } from '../../lib/go-to-area.ts';
import { clearPicked } from '../../lib/pick-grids.ts';
import { useCameraStore } from '../../stores/camera.store.ts';
import { useConsultationStore } from '../../stores/consultation.store.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useMeasureStore } from '../../stores/measure.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { openWorkerRows } from '../../lib/open-rows.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { useRedAlertsStore } from '../../stores/red-alerts.store.ts';
import { useRowsStore } from '../../stores/rows.store.ts';
import { useSecondMapStore } from '../../stores/second-map.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useSequenceStore } from '../../stores/sequence.store.ts';
import { SCALE_RANGE, THEMES, useSettingsStore } from '../../stores/settings.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { stepTime } from '../../time/steps.ts';
import type { zhCN } from '../i18n/zh-CN.ts';
import { currentLink } from '../address.ts';
import { annotate, endConsultation, freezeOnWall, toggleConsultationTool } from '../consultation/consultation-commands.ts';
import { goInSequence } from '../consultation/sequence.ts';
import { showRedAlerts } from '../red-alerts/show-red-alerts.ts';
import { toggleSecondMap } from '../second-map/toggle-second-map.ts';
import { selectionInView, showOnWall, unpinWall } from '../wall/show-on-wall.ts';
import { scaleForWidth, widthClassOf } from '../appearance.ts';
import { focusLandmark } from './landmarks.ts';

export type CommandId = keyof typeof zhCN.command;
export type CommandGroup = keyof typeof zhCN.commandGroup;

/** In the order of the key map. */
export const COMMAND_GROUPS: readonly CommandGroup[] = ['go', 'time', 'map', 'layers', 'view', 'output', 'help'];

/** Something the user can do anywhere: by key, in the palette, listed in the key map. */
export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** `Ctrl+K`, `Alt+ArrowLeft`, `?`: modifiers in this order, then KeyboardEvent.key. None: palette only. */
  readonly keys?: string;
  /** Also while the user types into a field. */
  readonly whileTyping?: boolean;
  run(context: CommandContext): void;
}

export interface CommandContext {
  readonly city: City;
  readonly language: Language;
  /** The backend's clock. */
  nowMs(): number;
  readonly client: BackendClient;
  /** Tells what became of a command that shows nothing itself. */
  notify(
    result:
      | 'linkCopied'
      | 'linkFailed'
      | 'wallPinned'
      | 'wallPinnedCoverage'
      | 'wallUnpinned'
      | 'wallFrozen'
      | 'wallReleased'
      | 'wallFailed'
      | 'textRefused'
      | 'notDrawn'
      | 'noConsultation'
      | 'nothingPicked'
      | 'noRedAlert',
  ): void;
}

const dialogs = () => useDialogsStore.getState().actions;
const selection = () => useSelectionStore.getState();
const settings = () => useSettingsStore.getState();
const layers = () => useLayersStore.getState();
const camera = () => useCameraStore.getState().actions;
const time = () => useTimeStore.getState();
const tools = () => usePickedStore.getState().actions;

/** Runs a command as its button does. */
export function runCommand(id: CommandId, context: CommandContext): void {
  COMMANDS.find((command) => command.id === id)?.run(context);
}

/** What the palette offers: everything but opening itself. */
export function paletteCommands(): readonly Command[] {
  return COMMANDS.filter(({ id }) => id !== 'openPalette');
}

/** Every command, in the order of palette and key map. A new one is one row here and one word in each catalogue. */
export const COMMANDS: readonly Command[] = [
  { id: 'openPalette', group: 'go', keys: 'Ctrl+k', whileTyping: true, run: () => dialogs().show('palette') },
  { id: 'focusSearch', group: 'go', keys: '/', run: () => document.querySelector<HTMLInputElement>('#area-search')?.focus() },
  { id: 'goBack', group: 'go', keys: 'Alt+ArrowLeft', whileTyping: true, run: () => goThroughVisited(-1) },
  { id: 'goForward', group: 'go', keys: 'Alt+ArrowRight', whileTyping: true, run: () => goThroughVisited(1) },
  { id: 'goUp', group: 'go', keys: 'Alt+ArrowUp', whileTyping: true, run: ({ city }) => goUp(city) },
  { id: 'goHome', group: 'go', keys: 'Alt+Home', whileTyping: true, run: () => goToArea(selection().home) },
  { id: 'nextLandmark', group: 'go', keys: 'F6', whileTyping: true, run: () => focusLandmark(1) },
  { id: 'previousLandmark', group: 'go', keys: 'Shift+F6', whileTyping: true, run: () => focusLandmark(-1) },
  { id: 'closeRows', group: 'go', keys: 'Escape', run: putAway },
  { id: 'copyLink', group: 'go', keys: 'Ctrl+Shift+L', whileTyping: true, run: copyLink },
  { id: 'keepBookmark', group: 'go', keys: 'Ctrl+d', whileTyping: true, run: () => dialogs().show('keepBookmark') },
  { id: 'showBookmarks', group: 'go', keys: 'Alt+m', whileTyping: true, run: () => dialogs().show('bookmarks') },
  { id: 'mapZoomIn', group: 'map', run: () => camera().zoomBy(0.5) },
  { id: 'mapZoomOut', group: 'map', run: () => camera().zoomBy(-0.5) },
  { id: 'mapFit', group: 'map', run: () => camera().zoomToArea(selection().selected) },
  { id: 'toggleSecondMap', group: 'map', keys: 's', run: ({ city }) => toggleSecondMap(city) },
  { id: 'toggleCoverage', group: 'layers', keys: 'Alt+1', whileTyping: true, run: () => layers().actions.toggle('coverage') },
  { id: 'toggleAlerts', group: 'layers', keys: 'Alt+2', whileTyping: true, run: () => layers().actions.toggle('alerts') },
  { id: 'toggleWorkers', group: 'layers', keys: 'Alt+3', whileTyping: true, run: () => layers().actions.toggle('workers') },
  { id: 'toggleTracks', group: 'layers', run: () => layers().actions.toggle('tracks') },
  { id: 'colourByCoverage', group: 'layers', keys: 'Alt+4', whileTyping: true, run: () => chooseMetric('coverage') },
  { id: 'colourByOverdue', group: 'layers', keys: 'Alt+5', whileTyping: true, run: () => chooseMetric('overdue') },
  { id: 'colourByUnplaced', group: 'layers', run: () => chooseMetric('unplaced') },
  { id: 'colourByOpenAlerts', group: 'layers', keys: 'Alt+6', whileTyping: true, run: () => chooseMetric('openAlerts') },
  { id: 'colourByAlertRate', group: 'layers', run: () => chooseMetric('alertRate') },
  { id: 'colourByPresence', group: 'layers', keys: 'Alt+7', whileTyping: true, run: () => chooseMetric('presence') },
  { id: 'colourByDataAge', group: 'layers', keys: 'Alt+8', whileTyping: true, run: () => chooseMetric('dataAge') },
  { id: 'colourBySinceYesterday', group: 'layers', keys: 'Alt+9', whileTyping: true, run: () => chooseMetric('sinceYesterday') },
  { id: 'colourBySinceBatch', group: 'layers', run: () => chooseMetric('sinceBatch') },
  { id: 'pickByBox', group: 'map', keys: 'b', run: () => tools().setTool('box') },
  { id: 'pickByLasso', group: 'map', keys: 'l', run: () => tools().setTool('lasso') },
  { id: 'pickByValue', group: 'map', run: () => tools().setFiltering(true) },
  { id: 'measureDistance', group: 'map', keys: 'd', run: () => tools().setTool('distance') },
  { id: 'measureArea', group: 'map', keys: 'a', run: () => tools().setTool('area') },
  { id: 'measureUndo', group: 'map', keys: 'Backspace', run: () => useMeasureStore.getState().actions.undo() },
  { id: 'moveMap', group: 'map', keys: 'v', run: () => tools().setTool('move') },
  { id: 'clearPicked', group: 'map', run: clearPicked },
  { id: 'showPicked', group: 'map', run: (context) => withPicked(context, () => tools().setOpen(true)) },
  { id: 'exportPicked', group: 'output', run: (context) => withPicked(context, () => tools().askExport(true)) },
  { id: 'switchRule', group: 'layers', keys: 'Alt+0', whileTyping: true, run: switchRule },
  { id: 'timePlay', group: 'time', keys: 'Alt+p', whileTyping: true, run: () => time().actions.play(!time().isPlaying) },
  { id: 'timeLoop', group: 'time', run: () => time().actions.setLooping(!time().isLooping) },
  { id: 'timeNow', group: 'time', keys: 'Alt+n', whileTyping: true, run: () => time().actions.goTo(null) },
  { id: 'timeEnter', group: 'time', keys: 'Alt+t', whileTyping: true, run: () => time().actions.enter(true) },
  { id: 'timeHourBack', group: 'time', keys: 'Alt+,', whileTyping: true, run: ({ nowMs }) => stepTime('hour', -1, nowMs()) },
  { id: 'timeHourForward', group: 'time', keys: 'Alt+.', whileTyping: true, run: ({ nowMs }) => stepTime('hour', 1, nowMs()) },
  { id: 'timeDayBack', group: 'time', keys: 'Alt+PageUp', whileTyping: true, run: ({ nowMs }) => stepTime('day', -1, nowMs()) },
  { id: 'timeDayForward', group: 'time', keys: 'Alt+PageDown', whileTyping: true, run: ({ nowMs }) => stepTime('day', 1, nowMs()) },
  { id: 'showRedAlert', group: 'go', run: (context) => withRedAlert(context, showRedAlerts) },
  { id: 'dismissRedAlert', group: 'go', run: (context) => withRedAlert(context, useRedAlertsStore.getState().actions.dismiss) },
  { id: 'openTracks', group: 'time', run: openTracks },
  { id: 'showToday', group: 'layers', run: () => layers().actions.setCoverage({ scope: { kind: 'today' } }) },
  { id: 'showAll', group: 'layers', run: () => layers().actions.setCoverage({ scope: { kind: 'all' } }) },
  { id: 'alertsHour', group: 'layers', run: () => layers().actions.setAlerts({ windowHours: 1 }) },
  { id: 'alertsDay', group: 'layers', run: () => layers().actions.setAlerts({ windowHours: 24 }) },
  { id: 'alertsWeek', group: 'layers', run: () => layers().actions.setAlerts({ windowHours: 168 }) },
  { id: 'toggleLeft', group: 'view', keys: 'Ctrl+b', whileTyping: true, run: () => toggleLayout('leftOpen') },
  { id: 'toggleRight', group: 'view', keys: 'Ctrl+Shift+B', whileTyping: true, run: toggleDetail },
  { id: 'toggleAxis', group: 'view', keys: 'Ctrl+j', whileTyping: true, run: () => toggleLayout('axisOpen') },
  { id: 'scaleUp', group: 'view', keys: 'Ctrl+=', whileTyping: true, run: () => changeScale(1) },
  { id: 'scaleDown', group: 'view', keys: 'Ctrl+-', whileTyping: true, run: () => changeScale(-1) },
  { id: 'scaleAuto', group: 'view', run: () => settings().actions.change({ scalePercent: null }) },
  { id: 'switchTheme', group: 'view', run: switchTheme },
  { id: 'toggleSound', group: 'view', run: toggleSound },
  {
    id: 'switchLanguage',
    group: 'view',
    run: ({ language }) => settings().actions.change({ language: language === 'en' ? 'zh-CN' : 'en' }),
  },
  { id: 'printReport', group: 'output', keys: 'Ctrl+p', whileTyping: true, run: () => dialogs().show('report') },
  { id: 'savePicture', group: 'output', keys: 'Ctrl+Shift+S', whileTyping: true, run: () => dialogs().show('picture') },
  { id: 'showReplication', group: 'output', run: () => dialogs().show('replication') },
  { id: 'showImport', group: 'output', run: () => dialogs().show('import') },
  { id: 'showSource', group: 'output', run: () => dialogs().show('source') },
  { id: 'recoveryKey', group: 'output', run: () => dialogs().show('recoveryKey') },
  { id: 'showWall', group: 'output', run: () => dialogs().show('wall') },
  {
    id: 'pinOnWall',
    group: 'output',
    keys: 'Ctrl+Shift+D',
    whileTyping: true,
    run: (context) => void showOnWall(context, selectionInView()),
  },
  { id: 'unpinWall', group: 'output', run: (context) => void unpinWall(context) },
  {
    id: 'freezeOnWall',
    group: 'output',
    keys: 'Ctrl+Shift+F',
    whileTyping: true,
    run: (context) => void freezeOnWall(context, selectionInView()),
  },
  {
    id: 'togglePointer',
    group: 'output',
    keys: 'Alt+l',
    whileTyping: true,
    run: (context) => inConsultation(context, () => toggleConsultationTool('pointer')),
  },
  { id: 'togglePen', group: 'output', run: (context) => inConsultation(context, () => toggleConsultationTool('pen')) },
  { id: 'toggleArrow', group: 'output', run: (context) => inConsultation(context, () => toggleConsultationTool('arrow')) },
  { id: 'toggleLabel', group: 'output', run: (context) => inConsultation(context, () => toggleConsultationTool('label')) },
  { id: 'undoAnnotation', group: 'output', run: (context) => inConsultation(context, () => annotate(context, { kind: 'undo' })) },
  { id: 'clearAnnotations', group: 'output', run: (context) => inConsultation(context, () => annotate(context, { kind: 'clear' })) },
  { id: 'chooseSequence', group: 'output', run: (context) => inConsultation(context, toggleSequenceChoice) },
  { id: 'sequenceForward', group: 'output', keys: 'Alt+]', whileTyping: true, run: (context) => void goInSequence(context, 1) },
  { id: 'sequenceBack', group: 'output', keys: 'Alt+[', whileTyping: true, run: (context) => void goInSequence(context, -1) },
  { id: 'showMinutes', group: 'output', run: () => dialogs().show('minutes') },
  { id: 'endConsultation', group: 'output', run: (context) => void endConsultation(context) },
  { id: 'showKeys', group: 'help', keys: '?', run: () => dialogs().show('keys') },
];

/** What needs grids that are picked, a consultation or a red alert says so when there is none. */
function withPicked({ notify }: CommandContext, run: () => void): void {
  if (usePickedStore.getState().grids.length > 0) run();
  else notify('nothingPicked');
}

function inConsultation({ notify }: CommandContext, run: () => void): void {
  if (useConsultationStore.getState().frame !== null) run();
  else notify('noConsultation');
}

function withRedAlert({ notify }: CommandContext, run: () => void): void {
  if (useRedAlertsStore.getState().alerts.length > 0) run();
  else notify('noRedAlert');
}

function toggleSequenceChoice(): void {
  const { isChoosing, actions } = useSequenceStore.getState();
  actions.setChoosing(!isChoosing);
}

/** Of the grids in view; of a larger area one worker is chosen first. */
function openTracks(): void {
  const { grids, isOpen } = usePickedStore.getState();
  const { selected } = selection();
  const { ask } = useTracksStore.getState().actions;
  if (isOpen) ask({ kind: 'grids', grids });
  else if (selected.level === 'grid') ask({ kind: 'grids', grids: [selected.index] });
  else openWorkerRows(selected, null);
}

/** Tracks first, then the rows of a figure, then the tool of a consultation, then that of the map, then what was picked with it, then the second map. */
function putAway(): void {
  if (useTracksStore.getState().isOpen) useTracksStore.getState().actions.close();
  else if (useRowsStore.getState().request !== null) useRowsStore.getState().actions.close();
  else if (useConsultationStore.getState().tool !== 'none') useConsultationStore.getState().actions.setTool('none');
  else if (usePickedStore.getState().tool !== 'move') tools().setTool('move');
  else if (usePickedStore.getState().grids.length > 0) clearPicked();
  else useSecondMapStore.getState().actions.look(null);
}

function goUp(city: City): void {
  const parent = parentArea(city, selection().selected);
  if (parent !== null) goToArea(parent);
}

function switchRule(): void {
  const { rule } = layers().coverage;
  layers().actions.setCoverage({ rule: rule === 'withDeferred' ? 'withoutDeferred' : 'withDeferred' });
}

/** The next one, in the order of the settings. */
function switchTheme(): void {
  const { theme, actions } = settings();
  actions.change({ theme: THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? theme });
}

function toggleSound(): void {
  const { sound, actions } = settings();
  actions.change({ sound: { ...sound, isAllowed: !sound.isAllowed } });
}

function toggleLayout(panel: 'leftOpen' | 'rightOpen' | 'axisOpen'): void {
  const { layout, actions } = settings();
  actions.changeLayout({ [panel]: !layout[panel] });
}

function toggleDetail(): void {
  const { scalePercent, drawerOpen, actions } = settings();
  const isDrawer = widthClassOf(window.innerWidth, scalePercent ?? scaleForWidth(window.innerWidth)) === 'narrow';
  if (isDrawer) actions.setDrawer(!drawerOpen);
  else toggleLayout('rightOpen');
}

function changeScale(steps: number): void {
  const { minimumPercent, maximumPercent, stepPercent } = SCALE_RANGE;
  const { scalePercent, actions } = settings();
  const next = (scalePercent ?? scaleForWidth(window.innerWidth)) + steps * stepPercent;
  actions.change({ scalePercent: Math.min(maximumPercent, Math.max(minimumPercent, next)) });
}

function copyLink({ city, notify }: CommandContext): void {
  const link = new URL(currentLink(city), location.href).href;
  void navigator.clipboard.writeText(link).then(
    () => notify('linkCopied'),
    () => notify('linkFailed'),
  );
}
