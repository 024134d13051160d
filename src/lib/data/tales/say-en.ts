/** Tales in English words. */
import type { Random } from '../../base/random';
import type { Ask, Item, TaleEvent } from './types';

const NUMBERS = 'zero one two three four five six seven eight nine'.split(' ');
const counted = (count: number, item: Item) => `${NUMBERS[count]} ${count === 1 ? item.one : item.many}`;
const more = (count: number, item: Item) => `${NUMBERS[count]} more ${count === 1 ? item.one : item.many}`;

const OPENINGS = [
  'It was a warm morning.',
  'It was a quiet evening.',
  'It rained all day.',
  'The wind was strong.',
  'It was the first day of spring.',
  'Snow lay on the roads.',
  'Everyone woke up early.',
  'The birds were singing.',
  'The whole family was at home.',
  'It was market day.',
  'The holidays had just begun.',
  'The sky was clear and blue.',
];
const ASIDES = [
  'A dog barked.',
  'The sun came out.',
  'It began to rain.',
  'Somebody laughed.',
  'Nobody was in a hurry.',
  'The clouds drifted away.',
  'A cat slept in the sun.',
  'It was time for lunch.',
  'Music came from far away.',
  'The grass smelled sweet.',
  'Children were playing outside.',
  'Smoke rose slowly above the chimneys.',
];
const CONNECTORS = ['Then ', 'Later, ', 'After that, ', 'In the afternoon, '];

/** An opening sentence. */
export const openingEn = (random: Random): string => random.pick(OPENINGS);

/** A sentence in between that changes nothing. */
export const asideEn = (random: Random): string => random.pick(ASIDES);

/** One event as one sentence, sometimes joined to the one before. */
export function sentenceEn(random: Random, event: TaleEvent, isFirst: boolean): string {
  const connector = !isFirst && random.next() < 0.12 ? random.pick(CONNECTORS) : '';
  return `${connector}${random.pick(phrasings(event))}.`;
}

function phrasings(event: TaleEvent): string[] {
  switch (event.kind) {
    case 'put':
      return [
        `${event.who} put the ${event.thing} ${event.place.at}`,
        `${event.who} left the ${event.thing} ${event.place.at}`,
      ];
    case 'bring':
      return [
        `${event.who} took the ${event.thing} to the ${event.place.noun}`,
        `${event.who} carried the ${event.thing} to the ${event.place.noun}`,
      ];
    case 'take':
      return [`${event.who} picked up the ${event.thing}`];
    case 'go':
      return [
        `${event.who} went to the ${event.place.noun}`,
        `${event.who} walked to the ${event.place.noun}`,
      ];
    case 'give':
      return [
        `${event.who} gave the ${event.thing} to ${event.to}`,
        `${event.who} gave ${event.to} the ${event.thing}`,
        `${event.to} got the ${event.thing} from ${event.who}`,
      ];
    case 'tell':
      return event.place
        ? [`${event.who} told ${event.to} that the ${event.thing} was ${event.place.at}`]
        : [
            `${event.who} told ${event.to} about the ${event.thing}`,
            `${event.to} heard about the ${event.thing} from ${event.who}`,
          ];
    case 'find':
      return [`${event.who} found ${counted(event.count, event.item)} ${event.place.at}`];
    case 'gain':
      return [`${event.who} found ${more(event.count, event.item)}`];
    case 'lose':
      return [`${event.who} lost ${counted(event.count, event.item)}`];
  }
}

/** The question, up to and including «A:». */
export function questionEn(ask: Ask): string {
  const words: Record<Ask['type'], string> = {
    'where-thing': `where is the ${ask.thing}`,
    'where-carried': `where is the ${ask.thing}`,
    'where-person': `where is ${ask.who}`,
    'who-has': `who has the ${ask.thing}`,
    'what-has': `what is ${ask.who} holding`,
    'who-told': `who told ${ask.who} about the ${ask.thing}`,
    'how-many': `how many ${ask.item?.many} does ${ask.who} have`,
  };
  return `Q: ${words[ask.type]}? A:`;
}

/** How answers are worded. */
export const answersEn = {
  thing: (thing: string): string => `the ${thing}`,
  count: (count: number, _item: Item): string => NUMBERS[count]!,
};
