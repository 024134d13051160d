/** What can be asked about a world, with the exact answer and what each shortcut would say. */
import { answersEn, questionEn } from './say-en';
import { answersZh, questionZh } from './say-zh';
import type { Ask, Cast, Lexicon, QuestionType, TaleLang } from './types';
import { countKey, heldBy, toldKey, type World } from './world';

const none = { who: '', thing: '', item: null };

/** Every question this world answers without doubt. */
export function possibleAsks(world: World, cast: Cast, lang: TaleLang): Ask[] {
  const words = lang === 'en' ? answersEn : answersZh;
  const asks: Ask[] = [];
  for (const [thing, where] of world.things) {
    if (!where) continue;
    if ('at' in where) {
      asks.push({ ...none, type: 'where-thing', thing, answer: where.at.at });
      continue;
    }
    asks.push({ ...none, type: 'who-has', thing, answer: where.heldBy });
    const holder = world.people.get(where.heldBy)!;
    if (holder.place && holder.stated)
      asks.push({ ...none, type: 'where-carried', thing, answer: holder.place.at });
  }
  for (const [who, { place, stated }] of world.people) {
    if (place && stated) asks.push({ ...none, type: 'where-person', who, answer: place.at });
    const held = heldBy(world, who);
    if (held.length === 1) asks.push({ ...none, type: 'what-has', who, answer: words.thing(held[0]!) });
    for (const item of cast.items) {
      const count = world.counts.get(countKey(who, item));
      if (count !== undefined)
        asks.push({ ...none, type: 'how-many', who, item, answer: words.count(count, item) });
    }
    for (const thing of cast.things) {
      const tellers = world.told.get(toldKey(who, thing));
      if (tellers?.length === 1) asks.push({ ...none, type: 'who-told', who, thing, answer: tellers[0]! });
    }
  }
  return asks;
}

/** The question's words, up to and including «A:» or «答:». */
export function askWords(ask: Ask, lang: TaleLang): string {
  return lang === 'en' ? questionEn(ask) : questionZh(ask);
}

/** Everything of the answer's kind that this text mentions, in order, worded as an answer. */
export function mentions(type: QuestionType, text: string, lexicon: Lexicon, cast: Cast): string[] {
  const forms = answerForms(type, lexicon, cast);
  const pattern = forms.map(([form]) => form).join('|');
  const regex = new RegExp(lexicon.lang === 'en' ? `\\b(?:${pattern})\\b` : pattern, 'g');
  const answerOf = new Map(forms);
  return [...text.matchAll(regex)].map((match) => answerOf.get(match[0])!);
}

/** Pairs of (how the text says it, how an answer says it), longer forms first. */
function answerForms(type: QuestionType, lexicon: Lexicon, cast: Cast): [string, string][] {
  const words = lexicon.lang === 'en' ? answersEn : answersZh;
  const forms: [string, string][] = [];
  if (type.startsWith('where')) forms.push(...cast.places.map((p): [string, string] => [p.noun, p.at]));
  else if (type.startsWith('who')) forms.push(...cast.names.map((n): [string, string] => [n, n]));
  else if (type === 'what-has') forms.push(...cast.things.map((t): [string, string] => [t, words.thing(t)]));
  else
    for (let count = 1; count <= 9; count++)
      for (const item of cast.items) {
        const word = words.count(count, item);
        forms.push([word, word]);
      }
  return forms.sort((a, b) => b[0].length - a[0].length);
}
