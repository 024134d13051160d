/** A little bilingual text for the tests of this folder: every name with every thing and place. */
const EN = {
  names: ['Mia', 'Ben', 'Ada'],
  things: ['lamp', 'key', 'ladder'],
  places: ['garden', 'kitchen', 'attic'],
};
const ZH = {
  names: ['米娅', '小雨', '阿青'],
  things: ['灯', '钥匙', '梯子'],
  places: ['花园', '厨房', '阁楼'],
};

export const sampleText: string = [0, 1, 2]
  .flatMap((name) => [0, 1, 2].flatMap((thing) => [0, 1, 2].map((place) => [name, thing, place] as const)))
  .flatMap(([n, t, p]) => [
    `${EN.names[n]} put the ${EN.things[t]} in the ${EN.places[p]}. ${EN.names[p]} went to the ${EN.places[t]}.`,
    `Q: where is the ${EN.things[t]}? A: in the ${EN.places[p]}.`,
    `${ZH.names[n]}把${ZH.things[t]}放在${ZH.places[p]}里。${ZH.names[p]}去了${ZH.places[t]}。`,
    `问：${ZH.things[t]}在哪里？答：在${ZH.places[p]}里。`,
  ])
  .join('\n');
