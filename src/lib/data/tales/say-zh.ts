/** 用中文讲故事。 Tales in Chinese words. */
import type { Random } from '../../base/random';
import type { Ask, Item, TaleEvent } from './types';

const NUMBERS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九'];
const counted = (count: number, item: Item) => `${NUMBERS[count]}${item.measure}`;

const OPENINGS = [
  '早上天气很暖和。',
  '傍晚很安静。',
  '雨下了一整天。',
  '这天风很大。',
  '春天的第一天到了。',
  '路上积着雪。',
  '大家都起得很早。',
  '鸟儿在唱歌。',
  '一家人都在家。',
  '今天是赶集的日子。',
  '假期刚刚开始。',
  '天空又高又蓝。',
];
const ASIDES = [
  '一只狗叫了两声。',
  '太阳出来了。',
  '外面下起了雨。',
  '有人笑了。',
  '谁也不着急。',
  '云慢慢散开了。',
  '猫在太阳下睡觉。',
  '该吃午饭了。',
  '远处传来音乐。',
  '草闻起来很香。',
  '孩子们正在外面玩。',
  '烟囱慢慢冒着烟。',
];
const CONNECTORS = ['然后，', '后来，', '过了一会儿，', '到了下午，'];

/** 开头的一句。 */
export const openingZh = (random: Random): string => random.pick(OPENINGS);

/** 中间插一句无关的话。 */
export const asideZh = (random: Random): string => random.pick(ASIDES);

/** 一件事一句话,有时带一个连接词。 */
export function sentenceZh(random: Random, event: TaleEvent, isFirst: boolean): string {
  const connector = !isFirst && random.next() < 0.12 ? random.pick(CONNECTORS) : '';
  return `${connector}${random.pick(phrasings(event))}。`;
}

function phrasings(event: TaleEvent): string[] {
  switch (event.kind) {
    case 'put':
      return [
        `${event.who}把${event.thing}放${event.place.at}`,
        `${event.who}把${event.thing}留${event.place.at}`,
      ];
    case 'bring':
      return [
        `${event.who}把${event.thing}拿到了${event.place.noun}`,
        `${event.who}把${event.thing}带到了${event.place.noun}`,
      ];
    case 'take':
      return [`${event.who}拿起了${event.thing}`];
    case 'go':
      return [`${event.who}去了${event.place.noun}`, `${event.who}走到了${event.place.noun}`];
    case 'give':
      return [
        `${event.who}把${event.thing}给了${event.to}`,
        `${event.who}把${event.thing}交给了${event.to}`,
        `${event.to}从${event.who}那里拿到了${event.thing}`,
      ];
    case 'tell':
      return event.place
        ? [`${event.who}对${event.to}说，${event.thing}${event.place.at}`]
        : [`${event.who}对${event.to}说起了${event.thing}`, `${event.to}听${event.who}说起了${event.thing}`];
    case 'find':
      return [`${event.who}${event.place.at}找到了${counted(event.count, event.item)}${event.item.one}`];
    case 'gain':
      return [`${event.who}又找到了${counted(event.count, event.item)}${event.item.one}`];
    case 'lose':
      return [`${event.who}丢了${counted(event.count, event.item)}${event.item.one}`];
  }
}

/** 问句,到「答:」为止。 */
export function questionZh(ask: Ask): string {
  const words: Record<Ask['type'], string> = {
    'where-thing': `${ask.thing}在哪里`,
    'where-carried': `${ask.thing}在哪里`,
    'where-person': `${ask.who}在哪里`,
    'who-has': `${ask.thing}在谁手里`,
    'what-has': `${ask.who}手里拿着什么`,
    'who-told': `谁对${ask.who}说起了${ask.thing}`,
    'how-many': `${ask.who}有几${ask.item?.measure}${ask.item?.one}`,
  };
  return `问：${words[ask.type]}？答：`;
}

/** 答案的说法。 */
export const answersZh = {
  thing: (thing: string): string => thing,
  count: (count: number, item: Item): string => counted(count, item),
};
