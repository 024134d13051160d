/** The state of a tale's world: where everyone and everything is, who told whom, how many. Pure bookkeeping. */
import type { Cast, Item, Place, TaleEvent } from './types';

/** A thing is somewhere, in someone's hands, or not yet mentioned. */
export type Whereabouts = { at: Place } | { heldBy: string } | null;

export interface World {
  /** Where a person is, and whether a sentence said so (rather than it following from another's place). */
  people: Map<string, { place: Place | null; stated: boolean }>;
  things: Map<string, Whereabouts>;
  /** Key «listener|thing» → everyone who told them. */
  told: Map<string, string[]>;
  /** Key «owner|item». */
  counts: Map<string, number>;
}

export function createWorld(cast: Cast): World {
  return {
    people: new Map(cast.names.map((name) => [name, { place: null, stated: false }])),
    things: new Map(cast.things.map((thing) => [thing, null])),
    told: new Map(),
    counts: new Map(),
  };
}

export const countKey = (who: string, item: Item): string => `${who}|${item.one}`;
export const toldKey = (to: string, thing: string): string => `${to}|${thing}`;

/** Things in a person's hands, in the cast's order. */
export function heldBy(world: World, who: string): string[] {
  return [...world.things].filter(([, w]) => w && 'heldBy' in w && w.heldBy === who).map(([thing]) => thing);
}

/** Change the world by one event. The event must be possible (see `possibleEvents`). */
export function applyEvent(world: World, event: TaleEvent): void {
  const move = (who: string, place: Place, stated = true) => world.people.set(who, { place, stated });
  switch (event.kind) {
    case 'put':
    case 'bring':
      move(event.who, event.place);
      world.things.set(event.thing, { at: event.place });
      return;
    case 'go':
      move(event.who, event.place);
      return;
    case 'take': {
      const where = world.things.get(event.thing);
      return hand(world, event.thing, event.who, where && 'at' in where ? where.at : null);
    }
    case 'give':
      return hand(world, event.thing, event.to, world.people.get(event.who)!.place);
    case 'tell': {
      const key = toldKey(event.to, event.thing);
      world.told.set(key, [...(world.told.get(key) ?? []), event.who]);
      return;
    }
    case 'find':
      move(event.who, event.place);
      world.counts.set(countKey(event.who, event.item), event.count);
      return;
    case 'gain':
    case 'lose': {
      const key = countKey(event.who, event.item);
      const change = event.kind === 'gain' ? event.count : -event.count;
      world.counts.set(key, world.counts.get(key)! + change);
    }
  }
}

/** A thing comes into someone's hands; whoever was nowhere yet is then, unsaid, where that happened. */
function hand(world: World, thing: string, to: string, place: Place | null): void {
  if (place && !world.people.get(to)!.place) world.people.set(to, { place, stated: false });
  world.things.set(thing, { heldBy: to });
}
