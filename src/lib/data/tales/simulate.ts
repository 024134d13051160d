/**
 * One tale: a cast, a world, events drawn one after another, and questions put where they are worth asking.
 * Four of five questions are chosen so that «the last one mentioned» is wrong.
 */
import type { Random } from '../../base/random';
import { drawEvent, weighted, type EventWeights } from './events';
import { askWords, mentions, possibleAsks } from './questions';
import { asideEn, openingEn, sentenceEn } from './say-en';
import { asideZh, openingZh, sentenceZh } from './say-zh';
import { drawCast, type CastSize } from './split';
import type { Ask, Cast, Lexicon, QuestionType, Tale, TaleEvent, TaleQuestion, TaleSplit } from './types';
import { applyEvent, createWorld, type World } from './world';

export interface TaleOptions {
  split: TaleSplit;
  minEvents: number;
  maxEvents: number;
  /** Share of tales without any question, told only to be read. */
  withoutQuestions: number;
  /** Chance of a question after each event but the first; the tale always ends with one, if there is any to ask. */
  askRate: number;
}

const SHORTCUT_FAILS = 0.8;
/** Share of the questions answered by the first one mentioned that are kept: there are too many of them. */
const FIRST_MENTIONED_KEPT = 0.35;

/** The rarer a type is among what can be asked, the heavier: so that no type drowns the others. */
const TYPE_WEIGHTS: Record<QuestionType, number> = {
  'where-thing': 1,
  'where-carried': 4,
  'where-person': 0.3,
  'who-has': 2,
  'what-has': 2,
  'who-told': 3,
  'how-many': 1.5,
};

type Theme = 'things' | 'telling' | 'counting';
const THEMES: readonly (readonly [Theme, number])[] = [
  ['things', 5],
  ['telling', 2],
  ['counting', 2],
];
const WEIGHTS: Record<Theme, EventWeights> = {
  things: { put: 3, bring: 1.5, take: 3, go: 3, give: 2 },
  telling: { put: 3, bring: 1, take: 1, go: 1, give: 0.7, tell: 4 },
  counting: { find: 3, gain: 2, lose: 2, go: 0.7, put: 0.5 },
};

function castSize(random: Random, theme: Theme, eventCount: number): CastSize {
  const long = eventCount >= 6 ? 1 : 0;
  if (theme === 'counting')
    return { names: 2 + random.int(2), things: random.int(2), items: 1, places: 3 + random.int(2) };
  if (theme === 'telling')
    return { names: 3 + random.int(1 + long), things: 2, items: 0, places: 3 + random.int(2) };
  return {
    names: 2 + random.int(2 + long),
    things: 2 + random.int(1 + long),
    items: 0,
    places: 3 + random.int(3),
  };
}

/** A tale as text, with its questions inside it. */
export function simulate(random: Random, lexicon: Lexicon, options: TaleOptions): Tale {
  const eventCount = options.minEvents + random.int(options.maxEvents - options.minEvents + 1);
  const theme = weighted(random, THEMES);
  const cast = drawCast(random, lexicon, castSize(random, theme, eventCount), options.split);
  const teller = new Teller(random, lexicon, cast);
  const asks = random.next() >= options.withoutQuestions;
  teller.tell(coreEvent(random, cast));
  while (teller.events.length < eventCount && teller.step(WEIGHTS[theme]))
    if (asks && teller.events.length >= 2 && random.next() < options.askRate) teller.ask();
  if (asks) teller.ask();
  const { text, questions, events } = teller;
  return { lang: lexicon.lang, split: options.split, text, questions, cast, events };
}

/** The tale's first event joins the first name, the first object and the first place of the cast. */
function coreEvent(random: Random, cast: Cast): TaleEvent {
  const [who, place, item, thing] = [cast.names[0]!, cast.places[0]!, cast.items[0], cast.things[0]!];
  return item
    ? { kind: 'find', who, item, place, count: 2 + random.int(6) }
    : { kind: 'put', who, thing, place };
}

/** Grows the text, the world and the list of questions together. */
class Teller {
  text = '';
  readonly questions: TaleQuestion[] = [];
  readonly events: TaleEvent[] = [];
  private readonly world: World;
  /** What was asked already and how it was answered: asked again only when the answer has changed. */
  private readonly asked = new Map<string, string>();
  private readonly typesAsked = new Map<QuestionType, number>();

  constructor(
    private readonly random: Random,
    private readonly lexicon: Lexicon,
    private readonly cast: Cast,
  ) {
    this.world = createWorld(cast);
    if (random.next() < 0.2) this.addSentence(lexicon.lang === 'en' ? openingEn(random) : openingZh(random));
  }

  step(weights: EventWeights): boolean {
    if (this.random.next() < 0.04)
      this.addSentence(this.lexicon.lang === 'en' ? asideEn(this.random) : asideZh(this.random));
    const event = drawEvent(this.random, this.world, this.cast, weights, this.events.at(-1));
    if (event) this.tell(event);
    return event !== null;
  }

  tell(event: TaleEvent): void {
    const isFirst = this.text === '';
    const say = this.lexicon.lang === 'en' ? sentenceEn : sentenceZh;
    this.addSentence(say(this.random, event, isFirst));
    applyEvent(this.world, event);
    this.events.push(event);
  }

  ask(): void {
    const fails = this.random.next() < SHORTCUT_FAILS;
    const mentioned = new Map<QuestionType, string[]>();
    const namedFor = (type: QuestionType) => {
      const known = mentioned.get(type) ?? mentions(type, this.text, this.lexicon, this.cast);
      mentioned.set(type, known);
      return known;
    };
    const candidates = possibleAsks(this.world, this.cast, this.lexicon.lang)
      .filter((ask) => this.asked.get(askKey(ask)) !== ask.answer)
      .map((ask) => ({ ask, named: namedFor(ask.type) }))
      .map(({ ask, named }) => ({ ask, first: named[0], shortcut: named.at(-1) ?? '' }))
      .filter(({ ask, shortcut }) => (ask.answer !== shortcut) === fails)
      .filter(({ ask, first }) => ask.answer !== first || this.random.next() < FIRST_MENTIONED_KEPT);
    if (candidates.length === 0) return;
    const types = [...new Set(candidates.map(({ ask }) => ask.type))];
    const type = weighted(
      this.random,
      types.map((type) => [type, TYPE_WEIGHTS[type] / (1 + 3 * (this.typesAsked.get(type) ?? 0))] as const),
    );
    const { ask, shortcut } = this.random.pick(candidates.filter((candidate) => candidate.ask.type === type));
    this.addQuestion(ask, shortcut);
  }

  private addQuestion(ask: Ask, shortcut: string): void {
    const { lang } = this.lexicon;
    const prompt = this.text + (this.text.endsWith('\n') ? '' : '\n') + askWords(ask, lang);
    this.text = prompt + (lang === 'en' ? ` ${ask.answer}.` : `${ask.answer}。`) + '\n';
    this.asked.set(askKey(ask), ask.answer);
    this.typesAsked.set(ask.type, (this.typesAsked.get(ask.type) ?? 0) + 1);
    this.questions.push({
      type: ask.type,
      prompt,
      answer: ask.answer,
      shortcut,
      shortcutFails: ask.answer !== shortcut,
      afterEvents: this.events.length,
    });
  }

  private addSentence(sentence: string): void {
    const joined = this.text === '' || this.text.endsWith('\n') || this.lexicon.lang === 'zh-CN';
    this.text += (joined ? '' : ' ') + sentence;
  }
}

const askKey = (ask: Ask) => `${ask.type}|${ask.who}|${ask.thing}`;
