/** What may happen next in a world, and which of it does. */
import type { Random } from '../../base/random';
import type { Cast, Place, TaleEvent } from './types';
import { countKey, heldBy, toldKey, type World } from './world';

export type EventKind = TaleEvent['kind'];
/** Relative frequencies; a missing kind never happens. */
export type EventWeights = Partial<Record<EventKind, number>>;

const MAX_COUNT = 9;

/** A random possible event of a kind drawn by weight; null when nothing can happen. */
export function drawEvent(
  random: Random,
  world: World,
  cast: Cast,
  weights: EventWeights,
  last: TaleEvent | undefined,
): TaleEvent | null {
  const untried = new Map(Object.entries(weights) as [EventKind, number][]);
  while (untried.size > 0) {
    const kind = weighted(random, [...untried]);
    untried.delete(kind);
    const options = possibleEvents(kind, world, cast, random).filter((event) => !isPointless(event, last));
    if (options.length > 0) return random.pick(options);
  }
  return null;
}

/** One of the entries, with probability proportional to its weight. */
export function weighted<T>(random: Random, entries: readonly (readonly [T, number])[]): T {
  let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of entries) {
    left -= weight;
    if (left < 0) return value;
  }
  return entries[entries.length - 1]![0];
}

/** The same sentence twice, or a thing handed straight back. */
function isPointless(event: TaleEvent, last: TaleEvent | undefined): boolean {
  if (!last) return false;
  if (event.kind === 'give' && last.kind === 'give')
    return event.thing === last.thing && event.to === last.who;
  return event.kind === 'go' && last.kind === 'go' && event.who === last.who;
}

/** Every event of this kind that the world allows now. Counts are drawn, the rest is enumerated. */
export function possibleEvents(kind: EventKind, world: World, cast: Cast, random: Random): TaleEvent[] {
  switch (kind) {
    case 'put':
    case 'bring':
      return placings(kind, world, cast);
    case 'take':
      return cast.names.flatMap((who) =>
        reachable(world, cast, who).map((thing): TaleEvent => ({ kind, who, thing })),
      );
    case 'go':
      return cast.names.flatMap((who) =>
        elsewhere(cast, world.people.get(who)!.place).map((place): TaleEvent => ({ kind, who, place })),
      );
    case 'give':
      return gifts(world, cast);
    case 'tell':
      return tellings(world, cast);
    default:
      return countings(kind, world, cast, random);
  }
}

const elsewhere = (cast: Cast, here: Place | null) => cast.places.filter((place) => place !== here);

/** Things lying where a person is, or anywhere while nobody knows where that person is; or not yet seen. */
function reachable(world: World, cast: Cast, who: string): string[] {
  const here = world.people.get(who)!.place;
  return cast.things.filter((thing) => {
    const where = world.things.get(thing);
    return !where || ('at' in where && (!here || here === where.at));
  });
}

/** «put»: a new thing, or one in hand. «bring»: one in hand or within reach, to another place. */
function placings(kind: 'put' | 'bring', world: World, cast: Cast): TaleEvent[] {
  return cast.names.flatMap((who) => {
    const here = world.people.get(who)!.place;
    const held = heldBy(world, who);
    const near = reachable(world, cast, who);
    const isNew = (thing: string) => !world.things.get(thing);
    const things = kind === 'put' ? near.filter(isNew) : near.filter((thing) => !isNew(thing));
    const placed = things.flatMap((thing) => {
      const where = world.things.get(thing);
      const from = where && 'at' in where ? where.at : null;
      return cast.places
        .filter((place) => place !== from)
        .map((place): TaleEvent => ({ kind, who, thing, place }));
    });
    const carried = held.flatMap((thing) =>
      (kind === 'put' ? cast.places : elsewhere(cast, here)).map((place): TaleEvent => ({
        kind,
        who,
        thing,
        place,
      })),
    );
    return [...placed, ...carried];
  });
}

/** Only to someone who is in the same place, or whose place nobody knows. */
function gifts(world: World, cast: Cast): TaleEvent[] {
  return cast.names.flatMap((who) => {
    const here = world.people.get(who)!.place;
    const near = cast.names.filter((to) => {
      const there = world.people.get(to)!.place;
      return to !== who && (!there || !here || there === here);
    });
    return heldBy(world, who).flatMap((thing) =>
      near.map((to): TaleEvent => ({ kind: 'give', who, to, thing })),
    );
  });
}

/** About a thing the listener was not told of before; half of the times saying truly where it lies. */
function tellings(world: World, cast: Cast): TaleEvent[] {
  return cast.names.flatMap((who) =>
    cast.names
      .filter((to) => to !== who)
      .flatMap((to) =>
        cast.things
          .filter((thing) => world.things.get(thing) && !world.told.has(toldKey(to, thing)))
          .flatMap((thing): TaleEvent[] => {
            const where = world.things.get(thing)!;
            const about: TaleEvent = { kind: 'tell', who, to, thing, place: null };
            return 'at' in where ? [about, { ...about, place: where.at }] : [about];
          }),
      ),
  );
}

function countings(kind: 'find' | 'gain' | 'lose', world: World, cast: Cast, random: Random): TaleEvent[] {
  const events: TaleEvent[] = [];
  for (const who of cast.names)
    for (const item of cast.items) {
      const count = world.counts.get(countKey(who, item));
      if (kind === 'find' && count === undefined)
        for (const place of cast.places) events.push({ kind, who, item, place, count: 2 + random.int(6) });
      if (kind === 'gain' && count !== undefined && count < MAX_COUNT)
        events.push({ kind, who, item, count: 1 + random.int(Math.min(3, MAX_COUNT - count)) });
      if (kind === 'lose' && count !== undefined && count > 1)
        events.push({ kind, who, item, count: 1 + random.int(Math.min(3, count - 1)) });
    }
  return events;
}
