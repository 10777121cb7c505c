import type { City } from '../../shared/city/city.ts';
import { type AreaRef, areaCode, WHOLE_CITY } from '../../shared/domain/areas.ts';
import { LAYER_IDS } from '../../shared/domain/layers.ts';
import { pickGrids } from '../lib/pick-grids.ts';
import { classingOf, isUsable } from '../metrics/metric-view.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { type CoverageSettings, useLayersStore } from '../stores/layers.store.ts';
import { usePickedStore } from '../stores/picked.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { useTimeStore } from '../stores/time.store.ts';
import { type DeepLink, findArea, formatDeepLink, parseDeepLink } from './deep-link.ts';
import { isOfCity } from './picked-link.ts';

/** Set while a link is taken over: what is half taken over must not be written back over it. */
let isRestoring = false;

/** Takes over what the window's address says: at start, and when somebody pastes another link into it. */
export function restoreAddress(city: City, hash: string): void {
  const link = parseDeepLink(hash);
  if (link === null) return;
  isRestoring = true;
  restoreLink(city, link);
  isRestoring = false;
}

function restoreLink(city: City, link: DeepLink): void {
  const { isInside, actions } = useSelectionStore.getState();
  const found = findArea(city, link.code);
  const area = found !== null && isInside(found) ? found : null;
  if (area === null) actions.reportUnknown(link.code);
  else actions.select(area);
  // The moment first: going there lets go of the day that was shown, and the link may name another.
  useTimeStore.getState().actions.goTo(link.atMs ?? null);
  applyLayers(link);
  restorePicked(city, link);
  useSecondMapStore.getState().actions.look(link.second ?? null);
  restoreCamera(link, area);
}

/** Grids of another version of the city are other grids by now: none is picked, and the map says so. */
function restorePicked(city: City, { picked }: DeepLink): void {
  const isKnown = picked !== undefined && isOfCity(picked, city.version);
  const { grids: before, actions } = usePickedStore.getState();
  if (isKnown || before.length > 0) pickGrids(city, isKnown ? picked.grids : [], 'replace');
  actions.reportLost(isKnown ? 0 : (picked?.grids.length ?? 0));
}

/** A map that is not drawn yet takes the position as its first; a drawn one moves there. */
function restoreCamera({ camera }: DeepLink, area: AreaRef | null): void {
  const { position, actions } = useCameraStore.getState();
  if (camera !== undefined) {
    actions.arrived(camera);
    actions.moveTo(camera);
  } else if (area !== null && position !== null) actions.zoomToArea(area);
}

/** A classing that the metric cannot have is left out. */
function classingsOf({ metric, classing }: DeepLink): Partial<CoverageSettings> {
  const { coverage } = useLayersStore.getState();
  const meant = metric ?? coverage.metric;
  if (classing === undefined || !isUsable(classing, meant)) return {};
  const { manualBreaks } = classing.method === 'manual' ? classing : classingOf(coverage, meant);
  return { classings: { ...coverage.classings, [meant]: { method: classing.method, manualBreaks } } };
}

function applyLayers(link: DeepLink): void {
  const { setCoverage, toggle } = useLayersStore.getState().actions;
  setCoverage({
    ...(link.scope === undefined ? {} : { scope: link.scope, comparedBatchId: link.comparedBatchId ?? null }),
    ...(link.rule === undefined ? {} : { rule: link.rule }),
    ...(link.metric === undefined ? {} : { metric: link.metric }),
    ...classingsOf(link),
  });
  if (link.layers === undefined) return;
  const { visible } = useLayersStore.getState();
  for (const id of LAYER_IDS) if (visible[id] !== link.layers.includes(id)) toggle(id);
}

/** Shows the view of a link that did not come by the address: a bookmark, or one that was pasted into the palette. */
export function openLink(city: City, link: string): void {
  restoreAddress(city, link);
  if (useSelectionStore.getState().unknownCode === null) writeAddress(city);
}

function writeAddress(city: City): void {
  const hash = currentLink(city);
  if (hash !== location.hash) history.replaceState(history.state, '', hash);
}

/** Keeps the address in step with what is selected, without filling the browser's own history. */
export function followAddress(city: City): void {
  const write = (): void => {
    if (!isRestoring) writeAddress(city);
  };
  useSelectionStore.subscribe((state, before) => {
    if (state.selected !== before.selected) write();
  });
  useLayersStore.subscribe(write);
  usePickedStore.subscribe((state, before) => {
    if (state.grids !== before.grids) write();
  });
  useSecondMapStore.subscribe((state, before) => {
    if (state.view !== before.view) write();
  });
  useTimeStore.subscribe((state, before) => {
    if (state.isPlaying !== before.isPlaying || (state.wantedMs !== before.wantedMs && !state.isPlaying)) write();
  });
  useCameraStore.subscribe((state, before) => {
    if (state.position !== before.position) write();
  });
  // The event tells what was pasted, even if the address was written in between.
  window.addEventListener('hashchange', (event) => restoreAddress(city, new URL(event.newURL).hash));
  if (useSelectionStore.getState().unknownCode === null) write();
}

/** The hash that brings a colleague to this view. */
export function currentLink(city: City): string {
  const { selected } = useSelectionStore.getState();
  const { coverage, visible } = useLayersStore.getState();
  const { position } = useCameraStore.getState();
  const { wantedMs } = useTimeStore.getState();
  const { grids } = usePickedStore.getState();
  const { view: second } = useSecondMapStore.getState();
  return formatDeepLink({
    code: areaCode(city, selected) || areaCode(city, WHOLE_CITY),
    scope: coverage.scope,
    ...(coverage.comparedBatchId === null ? {} : { comparedBatchId: coverage.comparedBatchId }),
    rule: coverage.rule,
    metric: coverage.metric,
    classing: classingOf(coverage, coverage.metric),
    layers: LAYER_IDS.filter((id) => visible[id]),
    ...(position === null ? {} : { camera: position }),
    ...(wantedMs === null ? {} : { atMs: wantedMs }),
    ...(grids.length === 0 ? {} : { picked: { cityVersion: city.version, grids } }),
    ...(second === null ? {} : { second }),
  });
}
