/**
 * An independent reader for the tests: it reads a tale's words, not its events, keeps its own books and answers
 * the questions it meets. It shares nothing with world.ts, questions.ts and say-*.ts.
 */
import type { TaleLang } from './types';

interface Books {
  place: Map<string, string>;
  where: Map<string, string>;
  holder: Map<string, string>;
  told: Map<string, string>;
  count: Map<string, number>;
}

const EN_NUMBERS = 'zero one two three four five six seven eight nine'.split(' ');
const ZH_NUMBERS = '零一两三四五六七八九';

type Rule = [RegExp, (books: Books, ...parts: string[]) => void];

const put = (books: Books, who: string, thing: string, place: string) => {
  books.place.set(who, place);
  books.where.set(thing, place);
  books.holder.delete(thing);
};
const hold = (books: Books, who: string, thing: string) => {
  books.holder.set(thing, who);
  books.where.delete(thing);
};

const AT = '(?:in|on|at|by)';
const EN_RULES: Rule[] = [
  [new RegExp(`^(\\w+) (?:put|left) the (\\w+) ${AT} the (\\w+)$`), put],
  [/^(\w+) (?:took|carried) the (\w+) to the (\w+)$/, put],
  [/^(\w+) picked up the (\w+)$/, hold],
  [/^(\w+) (?:went|walked) to the (\w+)$/, (b, who, place) => b.place.set(who!, place!)],
  [/^\w+ gave the (\w+) to (\w+)$/, (b, thing, who) => hold(b, who!, thing!)],
  [/^\w+ gave (\w+) the (\w+)$/, hold],
  [/^(\w+) got the (\w+) from \w+$/, hold],
  [
    new RegExp(`^(\\w+) told (\\w+) that the (\\w+) was ${AT} the \\w+$`),
    (b, who, to, thing) => b.told.set(`${to} ${thing}`, who!),
  ],
  [/^(\w+) told (\w+) about the (\w+)$/, (b, who, to, thing) => b.told.set(`${to} ${thing}`, who!)],
  [/^(\w+) heard about the (\w+) from (\w+)$/, (b, to, thing, who) => b.told.set(`${to} ${thing}`, who!)],
  [
    new RegExp(`^(\\w+) found (\\w+) (?:\\w+) ${AT} the (\\w+)$`),
    (b, who, number, place) => {
      b.place.set(who!, place!);
      b.count.set(who!, EN_NUMBERS.indexOf(number!));
    },
  ],
  [
    /^(\w+) found (\w+) more \w+$/,
    (b, who, n) => b.count.set(who!, b.count.get(who!)! + EN_NUMBERS.indexOf(n!)),
  ],
  [/^(\w+) lost (\w+) \w+$/, (b, who, n) => b.count.set(who!, b.count.get(who!)! - EN_NUMBERS.indexOf(n!))],
];

const plainPlace = (place: string) => place.replace(/[里上]$/, '');
const ZH_RULES: Rule[] = [
  [/^(.+)把(.+)[放留]在(.+)$/, (b, who, thing, place) => put(b, who!, thing!, plainPlace(place!))],
  [/^(.+)把(.+)[拿带]到了(.+)$/, put],
  [/^(.+)拿起了(.+)$/, hold],
  [/^(.+)(?:去了|走到了)(.+)$/, (b, who, place) => b.place.set(who!, place!)],
  [/^.+把(.+?)交?给了(.+)$/, (b, thing, who) => hold(b, who!, thing!)],
  [/^(.+)从.+那里拿到了(.+)$/, hold],
  [/^(.+)对(.+)说，(.+)在.+$/, (b, who, to, thing) => b.told.set(`${to} ${thing}`, who!)],
  [/^(.+)对(.+)说起了(.+)$/, (b, who, to, thing) => b.told.set(`${to} ${thing}`, who!)],
  [/^(.+)听(.+)说起了(.+)$/, (b, to, who, thing) => b.told.set(`${to} ${thing}`, who!)],
  [
    /^(.+)在(.+)找到了([一两三四五六七八九])..+$/,
    (b, who, place, n) => {
      b.place.set(who!, plainPlace(place!));
      b.count.set(who!, ZH_NUMBERS.indexOf(n!));
    },
  ],
  [
    /^(.+)又找到了([一两三四五六七八九])..+$/,
    (b, who, n) => b.count.set(who!, b.count.get(who!)! + ZH_NUMBERS.indexOf(n!)),
  ],
  [
    /^(.+)丢了([一两三四五六七八九])..+$/,
    (b, who, n) => b.count.set(who!, b.count.get(who!)! - ZH_NUMBERS.indexOf(n!)),
  ],
];

const CONNECTOR = /^(?:Then |Later, |After that, |In the afternoon, |然后，|后来，|过了一会儿，|到了下午，)/;

/** What the reader answers to each question of a text, beside what the text says; unread sentences too. */
export function readTale(text: string, lang: TaleLang) {
  const books: Books = {
    place: new Map(),
    where: new Map(),
    holder: new Map(),
    told: new Map(),
    count: new Map(),
  };
  const answers: { question: string; found: string | undefined; said: string }[] = [];
  const unread: string[] = [];
  const rules = lang === 'en' ? EN_RULES : ZH_RULES;
  for (const line of text.split('\n')) {
    const asked = line.match(lang === 'en' ? /^Q: (.+)\? A: (.+)\.$/ : /^问：(.+)？答：(.+)。$/);
    if (asked) {
      answers.push({ question: asked[1]!, found: answer(books, asked[1]!, lang), said: asked[2]! });
      continue;
    }
    for (const sentence of line.split(lang === 'en' ? /\. ?/ : '。').filter(Boolean)) {
      const plain = sentence.replace(CONNECTOR, '');
      const rule = rules.find(([pattern]) => pattern.test(plain));
      if (rule) rule[1](books, ...plain.match(rule[0])!.slice(1));
      else unread.push(sentence);
    }
  }
  return { answers, unread };
}

/** Places come without their preposition, things without their article. */
function answer(books: Books, question: string, lang: TaleLang): string | undefined {
  const where = (what: string) =>
    books.where.get(what) ?? books.place.get(what) ?? books.place.get(books.holder.get(what) ?? '');
  const holding = (who: string) =>
    [...books.holder].filter(([, by]) => by === who).map(([thing]) => thing)[0];
  const match = (pattern: RegExp) => question.match(pattern)?.slice(1) ?? null;
  let m: string[] | null;
  if (lang === 'en') {
    if ((m = match(/^where is (?:the )?(\w+)$/))) return where(m[0]!);
    if ((m = match(/^who has the (\w+)$/))) return books.holder.get(m[0]!);
    if ((m = match(/^what is (\w+) holding$/))) return holding(m[0]!);
    if ((m = match(/^who told (\w+) about the (\w+)$/))) return books.told.get(`${m[0]} ${m[1]}`);
    if ((m = match(/^how many \w+ does (\w+) have$/))) return EN_NUMBERS[books.count.get(m[0]!)!];
  } else {
    if ((m = match(/^(.+)在哪里$/))) return where(m[0]!);
    if ((m = match(/^(.+)在谁手里$/))) return books.holder.get(m[0]!);
    if ((m = match(/^(.+)手里拿着什么$/))) return holding(m[0]!);
    if ((m = match(/^谁对(.+)说起了(.+)$/))) return books.told.get(`${m[0]} ${m[1]}`);
    if ((m = match(/^(.+)有几.+$/))) return ZH_NUMBERS[books.count.get(m[0]!)!];
  }
  return undefined;
}
