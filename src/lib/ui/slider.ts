// A slider's handle moves over equal steps; its value may not. This maps one to the other. Pure.

export interface SliderScale {
  min: number;
  max: number;
  step: number;
  values?: readonly number[];
  log?: boolean;
}

/** Positions of the handle on a log slider: fine enough for two digits over many decades. */
const LOG_STEPS = 200;

/** The native range input's bounds. */
export function sliderRange(scale: SliderScale): { min: number; max: number; step: number } {
  if (scale.values) return { min: 0, max: Math.max(0, scale.values.length - 1), step: 1 };
  if (scale.log) return { min: 0, max: LOG_STEPS, step: 1 };
  return { min: scale.min, max: scale.max, step: scale.step };
}

/** Handle position of a value; for a list, the nearest entry. */
export function positionOf(scale: SliderScale, value: number): number {
  const { values } = scale;
  if (values) {
    let nearest = 0;
    values.forEach((entry, i) => {
      if (Math.abs(entry - value) < Math.abs((values[nearest] as number) - value)) nearest = i;
    });
    return nearest;
  }
  if (!scale.log) return value;
  return (LOG_STEPS * Math.log(value / scale.min)) / Math.log(scale.max / scale.min);
}

/** Value at a handle position; a log slider rounds to two digits, its ends are exact. */
export function valueAt(scale: SliderScale, position: number): number {
  if (scale.values) return scale.values[Math.round(position)] ?? scale.min;
  if (!scale.log) return position;
  if (position <= 0) return scale.min;
  if (position >= LOG_STEPS) return scale.max;
  return Number((scale.min * (scale.max / scale.min) ** (position / LOG_STEPS)).toPrecision(2));
}
