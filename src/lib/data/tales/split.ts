/**
 * Which tales are held out. A combination of name, thing and place is held out when its hash says so: one in
 * ten, the same on every machine and for every seed. A training tale's whole cast (every name with every thing
 * or item with every place) holds no such combination; a held-out tale is built around one.
 */
import type { Random } from '../../base/random';
import type { Cast, Item, Lexicon, Place, TaleSplit } from './types';

const HELD_OUT_ONE_IN = 10;

/** FNV-1a over UTF-16 units with a final mix, so that the last character counts in the low bits. */
function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Is this combination kept out of training? `thing` may be a counted item's singular. */
export function isHeldOut(name: string, thing: string, placeNoun: string): boolean {
  return hash(`${name}|${thing}|${placeNoun}`) % HELD_OUT_ONE_IN === 0;
}

/** Every held-out combination of a cast, as [name, thing, place]. */
export function heldOutCombinations(cast: Cast): [string, string, string][] {
  const found: [string, string, string][] = [];
  const objects = [...cast.things, ...cast.items.map((item) => item.one)];
  for (const name of cast.names)
    for (const object of objects)
      for (const place of cast.places)
        if (isHeldOut(name, object, place.noun)) found.push([name, object, place.noun]);
  return found;
}

export interface CastSize {
  names: number;
  things: number;
  items: number;
  places: number;
}

/**
 * A cast of exactly this size for this split; its first name, first object and first place are the tale's core.
 * Only places are filtered, so the size of a training cast does not shrink with the number of combinations.
 */
export function drawCast(random: Random, lexicon: Lexicon, size: CastSize, split: TaleSplit): Cast {
  for (;;) {
    const names = random.shuffle(lexicon.names).slice(0, size.names);
    const things = random.shuffle(lexicon.things).slice(0, size.things);
    const items = random.shuffle(lexicon.items).slice(0, size.items);
    const places = drawPlaces(random, lexicon.places, names, things, items, size.places, split);
    if (places) return { names, things, items, places };
  }
}

function drawPlaces(
  random: Random,
  all: readonly Place[],
  names: readonly string[],
  things: readonly string[],
  items: readonly Item[],
  count: number,
  split: TaleSplit,
): Place[] | null {
  const objects = [...items.map((item) => item.one), ...things];
  const shuffled = random.shuffle(all);
  if (split === 'held-out') {
    const core = shuffled.find((place) => isHeldOut(names[0]!, objects[0]!, place.noun));
    return core ? [core, ...shuffled.filter((place) => place !== core)].slice(0, count) : null;
  }
  const allowed = shuffled.filter((place) =>
    names.every((name) => objects.every((object) => !isHeldOut(name, object, place.noun))),
  );
  return allowed.length >= count ? allowed.slice(0, count) : null;
}
