import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createGridLocator } from '../../shared/city/city-lookup.ts';
import type { LiveData } from '../data/live-data.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { LayerSlot } from './layer-slot.ts';
import type { MapLayerInstance, MapLayerRow, MapScene } from './layers/map-layer.ts';
import { latticeCity } from './lattice-city.fixture.ts';
import { MAP_THEMES } from './map-theme.ts';
import { createLocalProjection } from './projection.ts';

const city = latticeCity(2);
const silent = { revision: 0, onChanged: () => () => undefined };
const empty = new Float64Array(0);
const none = new Int32Array(0);
const bytes = new Uint8Array(0);
const words = new Uint16Array(0);

const live: LiveData = {
  coverage: {
    ...silent,
    day: null,
    batchIds: empty,
    columns: {
      listed: words,
      verified: words,
      verifiedOnTime: words,
      unreachable: words,
      deferred: words,
      withdrawn: words,
      overdue: words,
    },
    unplacedByStreet: new Uint32Array(0),
  },
  alerts: {
    ...silent,
    count: 0,
    columns: { id: empty, grid: none, longitude: none, latitude: none, level: bytes, kind: bytes, state: bytes, raisedAtMs: empty },
  },
  workers: {
    ...silent,
    count: 0,
    columns: {
      id: empty,
      grid: none,
      longitude: none,
      latitude: none,
      heading: words,
      locatedAtMs: empty,
      role: bytes,
      openTasks: words,
      verifiedToday: words,
    },
    previousLongitude: none,
    previousLatitude: none,
    receivedAtMs: empty,
  },
  status: { ...silent, snapshot: null, nowMs: () => 0 },
};

const scene: MapScene = {
  city,
  live,
  locator: () => createGridLocator(city),
  projection: createLocalProjection(1_180_000_000, 320_000_000),
  theme: () => MAP_THEMES.dark,
  zoom: () => 10,
  bounds: () => ({ west: 118, south: 32, east: 119, north: 33 }),
  requestDraw: () => undefined,
  reportFailure: () => undefined,
};

function slotOf(id: 'coverage' | 'alerts', change: Partial<MapLayerInstance> = {}, build?: () => never) {
  const instance: MapLayerInstance = {
    deckLayers: [],
    refresh: vi.fn(),
    highlight: () => undefined,
    viewChanged: () => undefined,
    describe: () => null,
    setVisible: vi.fn(),
    close: () => undefined,
    ...change,
  };
  const row: MapLayerRow = {
    id,
    titleKey: 'onMap.layer.coverage',
    order: 1,
    topics: [id],
    refreshIntervalMs: 0,
    settingsOf: () => null,
    build: build ?? (() => instance),
  };
  return { slot: new LayerSlot(row, scene), instance };
}

const failures = () => useLayersStore.getState().failures;

describe('a layer that throws', () => {
  beforeEach(() => {
    useLayersStore.setState(useLayersStore.getInitialState());
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  it('is reported and hidden, while the others are drawn', () => {
    const broken = slotOf('alerts', {
      refresh: () => {
        throw new Error('bad rows');
      },
    });
    const fine = slotOf('coverage');
    broken.slot.refresh();
    fine.slot.refresh();
    expect(failures()).toEqual({ alerts: 'layer-failed' });
    expect(broken.instance.setVisible).toHaveBeenLastCalledWith(false);
    expect(fine.instance.setVisible).toHaveBeenLastCalledWith(true);
    expect(fine.instance.refresh).toHaveBeenCalledOnce();
  });

  it('is reported when it cannot even be built', () => {
    const { slot } = slotOf('alerts', {}, () => {
      throw new Error('no memory');
    });
    expect(slot.instance).toBeNull();
    expect(failures()).toEqual({ alerts: 'layer-failed' });
  });

  it('is drawn again as soon as it can be', () => {
    let isBroken = true;
    const { slot } = slotOf('alerts', {
      refresh: () => {
        if (isBroken) throw new Error('bad rows');
      },
    });
    slot.refresh();
    isBroken = false;
    slot.refresh();
    expect(failures()).toEqual({});
  });

  it('stays out after deck.gl could not draw it, until it is switched off and on', () => {
    const { slot, instance } = slotOf('alerts');
    slot.fail();
    slot.refresh();
    expect(instance.refresh).not.toHaveBeenCalled();
    expect(failures()).toEqual({ alerts: 'layer-failed' });
    for (let turn = 0; turn < 2; turn++) {
      useLayersStore.getState().actions.toggle('alerts');
      slot.refresh();
    }
    expect(instance.refresh).toHaveBeenCalledOnce();
    expect(failures()).toEqual({});
  });

  it('answers no tooltip instead of breaking the pointer', () => {
    const { slot } = slotOf('alerts', {
      describe: () => {
        throw new Error('bad row');
      },
    });
    expect(slot.describe({ longitude: 118, latitude: 32, toleranceDegrees: 0 })).toBeNull();
    expect(failures()).toEqual({ alerts: 'layer-failed' });
  });
});

it('a layer that is switched off is neither refreshed nor asked', () => {
  useLayersStore.setState(useLayersStore.getInitialState());
  useLayersStore.getState().actions.toggle('alerts');
  const describeMock = vi.fn(() => null);
  const { slot, instance } = slotOf('alerts', { describe: describeMock });
  slot.refresh();
  slot.describe({ longitude: 118, latitude: 32, toleranceDegrees: 0 });
  expect(instance.refresh).not.toHaveBeenCalled();
  expect(instance.setVisible).toHaveBeenLastCalledWith(false);
  expect(describeMock).not.toHaveBeenCalled();
});

it('takes over what is due once, with the frame that shows it', () => {
  useLayersStore.setState(useLayersStore.getInitialState());
  const { slot, instance } = slotOf('coverage');
  slot.beforeDraw();
  expect(instance.refresh).not.toHaveBeenCalled();
  slot.refreshSoon();
  slot.beforeDraw();
  slot.beforeDraw();
  expect(instance.refresh).toHaveBeenCalledOnce();
});
