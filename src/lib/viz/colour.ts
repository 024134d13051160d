// The colours of data, from one place: perceptual scales (even steps in OKLab) and eight categorical colours that
// colour-blind eyes tell apart, each in a light and a dark form. On paper small values are pale, in the dark they
// are dark: in both the ink grows with the number.

export type ScaleKind = 'sequential' | 'diverging';
export type Rgb = readonly [number, number, number];
type Oklch = readonly [lightness: number, chroma: number, hueDegrees: number];

/** OKLCH control points, evenly spaced; lightness runs evenly from end to end. */
const sequentialLight: readonly Oklch[] = [
  [0.955, 0.045, 105],
  [0.84, 0.105, 130],
  [0.725, 0.115, 162],
  [0.61, 0.1, 195],
  [0.495, 0.1, 240],
  [0.38, 0.115, 285],
  [0.265, 0.1, 310],
];
const sequentialDark: readonly Oklch[] = [
  [0.27, 0.07, 300],
  [0.38, 0.115, 285],
  [0.495, 0.1, 240],
  [0.61, 0.1, 195],
  [0.725, 0.125, 160],
  [0.84, 0.15, 130],
  [0.955, 0.14, 105],
];
const divergingLight: readonly Oklch[] = [
  [0.4, 0.14, 258],
  [0.585, 0.12, 252],
  [0.775, 0.07, 248],
  [0.965, 0.004, 90],
  [0.775, 0.09, 40],
  [0.585, 0.14, 32],
  [0.4, 0.13, 26],
];
const divergingDark: readonly Oklch[] = [
  [0.83, 0.1, 245],
  [0.645, 0.12, 250],
  [0.46, 0.1, 255],
  [0.275, 0.006, 260],
  [0.46, 0.11, 30],
  [0.645, 0.14, 35],
  [0.83, 0.1, 50],
];

// Found by search: under protanopia, deuteranopia and tritanopia every two of them stay 0.1 apart in OKLab
// (the test simulates that), and each keeps 3:1 against its paper. Blue, amber, teal, purple, red, indigo, brown or
// yellow, grey.
const categoricalLight = '#008ffb #d07600 #00605a #9d3aac #ac0900 #2b1b7b #5e0200 #7c868c'.split(' ');
const categoricalDark = '#2778eb #c89100 #00d0a6 #915194 #c63300 #ae9fff #ffd132 #d4ecf8'.split(' ');

const gamma = (x: number): number => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);
const linear = (x: number): number => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const byte = (x: number): number => Math.round(255 * Math.min(1, Math.max(0, gamma(x))));

/** OKLab → sRGB bytes, clipped. @source https://bottosson.github.io/posts/oklab/ */
export function oklabToRgb(L: number, a: number, b: number): Rgb {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** sRGB bytes → OKLab lightness, a, b. */
export function rgbToOklab([red, green, blue]: Rgb): [number, number, number] {
  const [r, g, b] = [linear(red / 255), linear(green / 255), linear(blue / 255)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function pointsOf(kind: ScaleKind, dark: boolean): readonly Oklch[] {
  if (kind === 'diverging') return dark ? divergingDark : divergingLight;
  return dark ? sequentialDark : sequentialLight;
}

/** Colour at t in [0, 1] (clamped) of a scale. */
export function colourAt(kind: ScaleKind, dark: boolean, t: number): Rgb {
  const points = pointsOf(kind, dark);
  const at = Math.min(1, Math.max(0, t)) * (points.length - 1);
  const i = Math.min(points.length - 2, Math.floor(at));
  const [from, to] = [points[i] as Oklch, points[i + 1] as Oklch];
  const f = at - i;
  const radians = Math.PI / 180;
  const a = (p: Oklch): number => p[1] * Math.cos(p[2] * radians);
  const b = (p: Oklch): number => p[1] * Math.sin(p[2] * radians);
  return oklabToRgb(
    from[0] + f * (to[0] - from[0]),
    a(from) + f * (a(to) - a(from)),
    b(from) + f * (b(to) - b(from)),
  );
}

export const cssColour = ([r, g, b]: Rgb): string =>
  `#${[r, g, b].map((x) => x.toString(16).padStart(2, '0')).join('')}`;

/** Colours of the scale at `count` even places, as CSS. */
export const colourStops = (kind: ScaleKind, dark: boolean, count = 13): string[] =>
  Array.from({ length: count }, (_, i) => cssColour(colourAt(kind, dark, i / (count - 1))));

/** Steps of a scale in a look-up table. */
export const LUT_SIZE = 1024;
const luts = new Map<string, Uint32Array>();

/** The scale as `LUT_SIZE` opaque pixels in ImageData's byte order (R, G, B, A in memory). */
export function lookUpTable(kind: ScaleKind, dark: boolean): Uint32Array {
  const key = `${kind} ${dark}`;
  let lut = luts.get(key);
  if (!lut) {
    const bytes = new Uint8Array(LUT_SIZE * 4);
    for (let i = 0; i < LUT_SIZE; i++) bytes.set([...colourAt(kind, dark, i / (LUT_SIZE - 1)), 255], i * 4);
    lut = new Uint32Array(bytes.buffer);
    luts.set(key, lut);
  }
  return lut;
}

/** Categorical colour `index` modulo 8. */
export const categorical = (index: number, dark: boolean): string =>
  (dark ? categoricalDark : categoricalLight)[((index % 8) + 8) % 8] as string;

/** WCAG 2 relative luminance. */
export const luminance = ([r, g, b]: Rgb): number =>
  0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever reads better on the colour. */
export const inkOn = (colour: Rgb): string =>
  contrast(colour, [255, 255, 255]) >= contrast(colour, [0, 0, 0]) ? '#ffffff' : '#000000';
