// One axis of a chart: scale, ticks, title. Shared by the line chart and the histogram. Pure; d3 does the arithmetic.
import { scaleLinear, scaleLog } from 'd3';
import { formatNumber } from '../number';

export interface Axis {
  label: string;
  unit?: string;
  log?: boolean;
  /** Default: the data's extent, rounded outwards on y. */
  domain?: readonly [number, number];
  format?: (value: number) => string;
}

export interface Tick {
  at: number;
  text: string;
}

export interface AxisLayout {
  domain: [number, number];
  ticks: Tick[];
  title: string;
  /** Value → CSS pixel and back. */
  place: (value: number) => number;
  invert: (pixel: number) => number;
}

/** A plot's box inside its SVG. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const axisTitle = (axis: Axis): string => (axis.unit ? `${axis.label} (${axis.unit})` : axis.label);

/** An extent that a scale can use: never empty, positive when logarithmic. */
export function usableExtent(extent: readonly [number, number] | null, log: boolean): [number, number] {
  let [low, high] = extent ?? (log ? [1, 10] : [0, 1]);
  if (log && low <= 0) low = high > 0 ? Math.min(high, 1) * 1e-6 : 1;
  if (log && high <= 0) high = 10;
  if (low !== high) return [low, high];
  return log ? [low / 2, high * 2] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
}

/** Ticks of a log axis: powers of ten, and 2 and 5 between them while there is room. */
function logTicks(domain: readonly [number, number], room: number): number[] {
  const all: number[] = [];
  const [low, high] = domain.map(Math.log10) as [number, number];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++)
    for (const digit of [1, 2, 5]) all.push(Number(`${digit}e${power}`));
  const inside = all.filter((tick) => tick >= domain[0] * (1 - 1e-9) && tick <= domain[1] * (1 + 1e-9));
  if (inside.length <= room) return inside;
  const powers = inside.filter((tick) => Number.isInteger(Math.log10(tick)));
  const stride = Math.ceil(powers.length / Math.max(1, room));
  return powers.filter((_, i) => i % stride === 0);
}

/** Scale and about `room` ticks over a range of pixels. `nice` rounds the ends of a computed domain outwards. */
export function layoutAxis(
  axis: Axis,
  extent: readonly [number, number] | null,
  range: readonly [number, number],
  room: number,
  nice: boolean,
): AxisLayout {
  const log = axis.log === true;
  const scale = (log ? scaleLog() : scaleLinear())
    .domain(usableExtent(axis.domain ?? extent, log))
    .range(range as [number, number]);
  if (nice && !axis.domain && !log) scale.nice(room);
  const domain = scale.domain() as [number, number];
  const format = axis.format ?? ((value: number) => formatNumber(value, 6));
  const values = log ? logTicks(domain, room) : scale.ticks(Math.max(1, room));
  return {
    domain,
    title: axisTitle(axis),
    ticks: values.map((value) => ({ at: scale(value), text: format(value) })),
    place: (value) => scale(value),
    invert: (pixel) => scale.invert(pixel),
  };
}
