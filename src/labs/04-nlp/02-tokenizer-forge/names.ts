// What a token is called on screen: its visible text, or which part of which character it is. Never �.
import type { Text } from '$lib/i18n/text';
import type { TokenPiece } from '$lib/tokenizers/pieces';
import { tokenFace } from '$lib/viz/token-strip/layout';
import { hexBytes } from '$lib/viz/token-text';
import { forge as m } from './words';

type Say = (text: Text) => string;

/** «th», or «E9 BB: 2 of 3 bytes of 黑». */
export function pieceName(piece: TokenPiece, say: Say): string {
  const { text } = tokenFace(piece);
  const { partial } = piece;
  return partial ? `${text} (${say(m.partOf(partial.have, partial.need, partial.char))})` : text;
}

/** Two neighbours in little room: «t + h», «E9 + BB 黑». */
export function pairName(left: TokenPiece, right: TokenPiece): string {
  const short = (piece: TokenPiece) =>
    piece.partial && piece.text === '' ? hexBytes(piece.bytes) : tokenFace(piece).text;
  const chars = new Set([left.partial?.char, right.partial?.char].filter((char) => char !== undefined));
  return [`${short(left)} + ${short(right)}`, ...chars].join('  ');
}
