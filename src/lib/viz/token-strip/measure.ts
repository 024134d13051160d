// How wide each token will be, measured with the very font the strip has. DOM only.
import type { TokenFace } from './layout';
import type { StripToken } from './props';

/** Padding and border of a token, left and right together (Token.svelte). */
const PADDING = 8;
/** A piece this narrow is still something to point at. */
const LEAST = 24;

let context: CanvasRenderingContext2D | null = null;
const known = new Map<string, number>();

function textWidth(text: string, font: string): number {
  const key = `${font}|${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * 9;
  context.font = font;
  const width = context.measureText(text).width;
  // Texts repeat: a cache of the distinct ones is small. Should it grow, it starts over.
  if (known.size > 50_000) known.clear();
  known.set(key, width);
  return width;
}

/** Widths in CSS pixels; with `ids`, each token is at least as wide as its number. */
export function measureTokens(
  element: HTMLElement,
  faces: readonly TokenFace[],
  ids: readonly StripToken[],
): Float64Array {
  const style = getComputedStyle(element);
  const font = `${style.fontSize} ${style.fontFamily}`;
  const small = `11px ${style.fontFamily}`;
  return Float64Array.from(faces, (face, i) => {
    const part = face.part === null ? 0 : textWidth(face.part, small) + 5;
    const id = ids[i]?.id;
    const below = id === undefined ? 0 : textWidth(String(id), small);
    return Math.max(LEAST, Math.ceil(Math.max(textWidth(face.text, font) + part, below)) + PADDING);
  });
}
