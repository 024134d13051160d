import { describe, expect, it } from 'vitest';
import {
  categorical,
  colourAt,
  colourStops,
  contrast,
  inkOn,
  LUT_SIZE,
  lookUpTable,
  oklabToRgb,
  rgbToOklab,
  type Rgb,
} from './colour';

const parse = (css: string): Rgb => [
  parseInt(css.slice(1, 3), 16),
  parseInt(css.slice(3, 5), 16),
  parseInt(css.slice(5, 7), 16),
];
const distance = (one: Rgb, other: Rgb): number => {
  const [p, q] = [rgbToOklab(one), rgbToOklab(other)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

/** Full dichromacy in linear RGB. Source: Machado, Oliveira, Fernandes 2009. */
const colourBlindness = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
const linear = (x: number): number => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const gamma = (x: number): number => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);

function simulate(colour: Rgb, matrix: number[]): Rgb {
  const light = colour.map((x) => linear(x / 255));
  const row = (i: number): number =>
    [0, 1, 2].reduce((sum, k) => sum + (matrix[3 * i + k] as number) * (light[k] as number), 0);
  const shown = (i: number): number => 255 * Math.min(1, gamma(Math.max(0, row(i))));
  return [shown(0), shown(1), shown(2)];
}

describe('OKLab', () => {
  it('gives white, black and pure red their known places', () => {
    expect(oklabToRgb(1, 0, 0)).toEqual([255, 255, 255]);
    expect(oklabToRgb(0, 0, 0)).toEqual([0, 0, 0]);
    const [L, a, b] = rgbToOklab([255, 0, 0]);
    expect([L, a, b].map((x) => x.toFixed(3))).toEqual(['0.628', '0.225', '0.126']);
  });
  it('comes back from every corner of the sRGB cube', () => {
    for (const rgb of [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [12, 200, 99],
      [128, 128, 128],
    ] as Rgb[])
      expect(oklabToRgb(...rgbToOklab(rgb))).toEqual(rgb);
  });
});

describe.each([false, true])('scales, dark = %s', (dark) => {
  it('sequential lightness is strictly monotone with even steps', () => {
    const L = Array.from({ length: 65 }, (_, i) => rgbToOklab(colourAt('sequential', dark, i / 64))[0]);
    const steps = L.slice(1).map((x, i) => (x - (L[i] as number)) * (dark ? 1 : -1));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps) / (steps.reduce((a, b) => a + b) / steps.length)).toBeLessThan(2);
  });
  it('diverging is even about its middle and its arms differ in hue', () => {
    for (const t of [0.1, 0.25, 0.4]) {
      const [low, high] = [colourAt('diverging', dark, t), colourAt('diverging', dark, 1 - t)].map(
        rgbToOklab,
      );
      expect(Math.abs((low?.[0] as number) - (high?.[0] as number))).toBeLessThan(0.02);
      expect(low?.[2]).toBeLessThan(0);
      expect(high?.[2]).toBeGreaterThan(0);
    }
  });
  it('clamps outside [0, 1]', () => {
    expect(colourAt('sequential', dark, -3)).toEqual(colourAt('sequential', dark, 0));
    expect(colourAt('sequential', dark, 9)).toEqual(colourAt('sequential', dark, 1));
  });
  it('eight categories stand out on their paper and stay apart for every kind of eye', () => {
    const colours = Array.from({ length: 8 }, (_, i) => parse(categorical(i, dark)));
    const paper: Rgb = dark ? [22, 24, 28] : [252, 251, 248];
    for (const colour of colours) expect(contrast(colour, paper)).toBeGreaterThan(3);
    for (const matrix of Object.values(colourBlindness)) {
      const seen = colours.map((colour) => simulate(colour, matrix));
      seen.forEach((one, i) =>
        seen.slice(i + 1).forEach((other) => expect(distance(one, other)).toBeGreaterThan(0.1)),
      );
    }
    expect(categorical(9, dark)).toBe(categorical(1, dark));
    expect(categorical(-1, dark)).toBe(categorical(7, dark));
  });
  it('the look-up table is the scale, opaque, in memory order', () => {
    const bytes = new Uint8Array(lookUpTable('sequential', dark).buffer);
    const last = 4 * (LUT_SIZE - 1);
    expect([...bytes.slice(0, 4)]).toEqual([...colourAt('sequential', dark, 0), 255]);
    expect([...bytes.slice(last)]).toEqual([...colourAt('sequential', dark, 1), 255]);
  });
  it('ink on any colour of a scale is readable', () => {
    for (const kind of ['sequential', 'diverging'] as const)
      for (const stop of colourStops(kind, dark))
        expect(contrast(parse(inkOn(parse(stop))), parse(stop))).toBeGreaterThan(4.5);
  });
});

it('contrast of black on white is 21', () => expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5));
