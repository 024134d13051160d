// Props of TokenStrip: a text as the tokeniser sees it.
import type { TokenStripWords } from '../words';

/** Some bytes of a character whose other bytes are in neighbouring tokens: «2/3 黑». */
export interface PartialCharacter {
  /** Bytes in this token, bytes of the whole character. */
  have: number;
  need: number;
  char: string;
}

export interface StripToken {
  /** Raw text of the token; spaces and line ends are made visible here. Empty when it is only part of a character. */
  text: string;
  id?: number;
  bytes?: ArrayLike<number>;
  /** Present when the token holds a part of a character: bytes are shown, never �. */
  partial?: PartialCharacter;
}

export interface TokenMark {
  index: number;
  label: string;
}

export interface TokenStripProps {
  tokens: readonly StripToken[];
  label: string;
  words: TokenStripWords;
  showIds?: boolean;
  /** `index`: neighbours differ (default); `id`: the same token has the same colour; `none`: plain. */
  colourBy?: 'index' | 'id' | 'none';
  /** One number per token (KL strip): replaces the categorical colours by the sequential scale. */
  heat?: ArrayLike<number>;
  heatDomain?: readonly [number, number];
  heatName?: string;
  format?: (value: number) => string;
  marks?: readonly TokenMark[];
  /** Bindable: the chosen token. */
  selected?: number | null;
  onselect?: (index: number) => void;
  onhover?: (index: number | null) => void;
  /** Rows before the strip scrolls, in lines (default 12). */
  maxLines?: number;
}
