// The colours of data stand in app.css and are computed in viz/colour.ts: they must be the same. And text must be
// readable on every ground it may stand on.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categorical, colourStops, contrast, type Rgb } from '../viz/colour';

const css = readFileSync('src/app.css', 'utf8');

/** Light and dark form of every token that is a plain pair of hexadecimal colours. */
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark] as const],
  ),
);
const colour = (name: string, mode: 0 | 1): Rgb => {
  const hex = tokens.get(name)?.[mode];
  if (!hex) throw new Error(`app.css has no token --${name}`);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
};
const modes = [
  ['light', 0],
  ['dark', 1],
] as const;

describe.each(modes)('%s', (name, mode) => {
  it('data colours are those that figures compute', () => {
    const dark = name === 'dark';
    const [sequential, diverging] = [colourStops('sequential', dark, 7), colourStops('diverging', dark, 7)];
    for (let i = 0; i < 7; i++) {
      expect(tokens.get(`seq-${i}`)?.[mode], `--seq-${i}`).toBe(sequential[i]);
      expect(tokens.get(`div-${i}`)?.[mode], `--div-${i}`).toBe(diverging[i]);
    }
    for (let i = 0; i < 8; i++)
      expect(tokens.get(`cat-${i}`)?.[mode], `--cat-${i}`).toBe(categorical(i, dark));
  });

  it.each(['paper', 'paper-raised', 'paper-sunk'])('text is readable on --%s', (ground) => {
    for (const ink of ['ink', 'ink-soft', 'accent', 'good', 'warn', 'bad']) {
      expect(contrast(colour(ink, mode), colour(ground, mode)), `--${ink}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colour('rule-strong', mode), colour(ground, mode))).toBeGreaterThanOrEqual(3);
  });

  it('coloured text is readable on its own tint, and on a filled control', () => {
    for (const tone of ['accent', 'good', 'warn', 'bad']) {
      expect(contrast(colour(tone, mode), colour(`${tone}-soft`, mode)), tone).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour('ink', mode), colour(`${tone}-soft`, mode)), tone).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colour('accent-ink', mode), colour('accent', mode))).toBeGreaterThanOrEqual(4.5);
  });
});
