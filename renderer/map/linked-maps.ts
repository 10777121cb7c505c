import type { Map as MapLibreMap } from 'maplibre-gl';
import { followCamera, isFollowing } from './camera.ts';
import type { HoveredPlace } from './map-input.ts';

interface LinkedMap {
  readonly map: MapLibreMap;
  /** Somebody points at a place of another of the maps; null: no longer. */
  pointed(place: HoveredPlace | null): void;
}

/** Maps that look at the same place: whichever is moved, the others stand there in the same frame. A map alone pays nothing for it. */
export class LinkedMaps {
  readonly #members = new Set<LinkedMap>();
  /** Maps that a movement of this one left behind until it is drawn. */
  #leader: MapLibreMap | null = null;

  /** A map that joins others goes to where they are. Answers the function with which it leaves. */
  join(member: LinkedMap): () => void {
    const { map } = member;
    const moved = (event: object): void => {
      if (!isFollowing(event)) this.#lead(map);
    };
    const drawn = (): void => this.#drawOthers(map);
    const [first] = this.#members;
    if (first !== undefined) followCamera(map, first.map);
    this.#members.add(member);
    map.on('move', moved);
    map.on('render', drawn);
    return () => {
      this.#members.delete(member);
      map.off('move', moved);
      map.off('render', drawn);
    };
  }

  /** Somebody points at a place of one of the maps. */
  point(from: LinkedMap, place: HoveredPlace | null): void {
    for (const member of this.#members) if (member !== from) member.pointed(place);
  }

  #lead(leader: MapLibreMap): void {
    for (const { map } of this.#members) {
      if (map === leader) continue;
      this.#leader = leader;
      followCamera(map, leader);
    }
  }

  /** A movement comes with the leader's frame, and what is asked for in a frame is drawn in the next: the others would trail behind. */
  #drawOthers(leader: MapLibreMap): void {
    if (this.#leader !== leader) return;
    this.#leader = null;
    for (const { map } of this.#members) if (map !== leader) map.redraw();
  }
}
