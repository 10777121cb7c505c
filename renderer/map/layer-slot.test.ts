import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createGridLocator } from '../../shared/city/city-lookup.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { TextureLimitError } from './gpu/class-texture.ts';
import { LayerSlot } from './layer-slot.ts';
import type { MapLayerInstance, MapLayerRow, MapScene } from './layers/map-layer.ts';
import { latticeCity } from './lattice-city.fixture.ts';
import { FIRST_PANE } from './map-pane.ts';
import { MAP_THEMES } from './map-theme.ts';
import { createLocalProjection } from './projection.ts';
import { silentLive } from './silent-live.fixture.ts';

const city = latticeCity(2);
const scene: MapScene = {
  city,
  live: silentLive(),
  locator: () => createGridLocator(city),
  projection: createLocalProjection(1_180_000_000, 320_000_000),
  view: FIRST_PANE.view,
  theme: () => MAP_THEMES.dark,
  zoom: () => 10,
  bounds: () => ({ west: 118, south: 32, east: 119, north: 33 }),
  requestDraw: () => undefined,
  reportFailure: () => undefined,
  setFailure: FIRST_PANE.setFailure,
};

function slotOf(id: 'coverage' | 'alerts', change: Partial<MapLayerInstance> = {}, beforeBuild?: () => null) {
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
    build: () => beforeBuild?.() ?? instance,
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
    expect(failures()).toEqual({ alerts: 'not-updated' });
    expect(broken.instance.setVisible).toHaveBeenLastCalledWith(false);
    expect(fine.instance.setVisible).toHaveBeenLastCalledWith(true);
    expect(fine.instance.refresh).toHaveBeenCalledOnce();
  });

  it('is reported when it cannot even be built', () => {
    const { slot } = slotOf('alerts', {}, () => {
      throw new Error('no memory');
    });
    expect(slot.instance).toBeNull();
    expect(failures()).toEqual({ alerts: 'not-made' });
  });

  it('is made anew when the user asks for another try, after it could not be built', () => {
    let isBroken = true;
    const { slot, instance } = slotOf('alerts', {}, () => {
      if (isBroken) throw new Error('no memory');
      return null;
    });
    slot.remake();
    expect(failures()).toEqual({ alerts: 'not-made' });
    isBroken = false;
    slot.remake();
    expect(slot.instance).toBe(instance);
    expect(instance.refresh).toHaveBeenCalledOnce();
    expect(failures()).toEqual({});
  });

  it('is made anew when the user asks for another try, after it could not be drawn', () => {
    const close = vi.fn();
    const { slot, instance } = slotOf('alerts', { close });
    slot.fail(new Error('shader'));
    slot.remake();
    expect(close).toHaveBeenCalledOnce();
    expect(instance.refresh).toHaveBeenCalledOnce();
    expect(failures()).toEqual({});
  });

  it('says so when the graphics card cannot hold its grids', () => {
    const { slot } = slotOf('coverage');
    slot.fail(new TextureLimitError('too many'));
    expect(failures()).toEqual({ coverage: 'too-large' });
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
    slot.fail(new Error('shader'));
    slot.refresh();
    expect(instance.refresh).not.toHaveBeenCalled();
    expect(failures()).toEqual({ alerts: 'not-drawn' });
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
    expect(failures()).toEqual({ alerts: 'not-updated' });
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

describe('a layer that is left out', () => {
  beforeEach(() => useLayersStore.setState(useLayersStore.getInitialState()));

  it('stays hidden whatever news arrive, and is drawn again with the next frame', () => {
    const { slot, instance } = slotOf('alerts');
    slot.refresh();
    slot.leaveOut(true);
    slot.refreshSoon();
    slot.beforeDraw();
    expect(instance.setVisible).toHaveBeenLastCalledWith(false);
    slot.leaveOut(false);
    slot.beforeDraw();
    expect(instance.setVisible).toHaveBeenLastCalledWith(true);
    expect(instance.refresh).toHaveBeenCalledTimes(2);
  });
});
