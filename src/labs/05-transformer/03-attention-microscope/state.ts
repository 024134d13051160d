// What a link to this lab carries.
import { defineState, readInteger, readString } from '$lib/school/share';

/** Left to the lab: the last token as query, its strongest key, the head that looks back hardest. */
export const OPEN = -1;
/** Tokens of one text, the leading `<|bos|>` included: maps are T × T. */
export const MAX_TOKENS = 256;

/** One cell of one map; all count from 0. */
export interface Place {
  layer: number;
  head: number;
  /** The query's position. */
  row: number;
  /** The key's position. */
  col: number;
}

export const ANYWHERE: Readonly<Place> = { layer: OPEN, head: OPEN, row: OPEN, col: OPEN };

export interface MicroscopeState extends Place {
  text: string;
}

export const codec = defineState<MicroscopeState>({
  version: 1,
  defaults: { text: '', ...ANYWHERE },
  parse: (raw, defaults) => ({
    text: readString(raw['text'], 4000, defaults.text),
    layer: readInteger(raw['layer'], OPEN, 255, defaults.layer),
    head: readInteger(raw['head'], OPEN, 255, defaults.head),
    row: readInteger(raw['row'], OPEN, MAX_TOKENS - 1, defaults.row),
    col: readInteger(raw['col'], OPEN, MAX_TOKENS - 1, defaults.col),
  }),
});
