import { describe, expect, it } from 'vitest';
import { axisTitle, layoutAxis, usableExtent } from './layout';

describe('usableExtent', () => {
  it('opens an empty or flat extent', () => {
    expect(usableExtent(null, false)).toEqual([0, 1]);
    expect(usableExtent([4, 4], false)).toEqual([2, 6]);
    expect(usableExtent([0, 0], false)).toEqual([-0.5, 0.5]);
    expect(usableExtent([4, 4], true)).toEqual([2, 8]);
  });
  it('keeps a log axis positive', () => {
    const [low, high] = usableExtent([-1, 100], true);
    expect(low).toBeGreaterThan(0);
    expect(high).toBe(100);
  });
});

describe('layoutAxis', () => {
  it('places values linearly and finds them again', () => {
    const axis = layoutAxis({ label: 'loss', domain: [0, 10] }, null, [200, 0], 5, true);
    expect([axis.place(0), axis.place(5), axis.place(10)]).toEqual([200, 100, 0]);
    expect(axis.invert(50)).toBeCloseTo(7.5, 9);
    expect(axis.ticks.map(({ text }) => text)).toEqual(['0', '2', '4', '6', '8', '10']);
    axis.ticks.forEach(({ at }, i) => expect(at).toBeCloseTo(200 - 40 * i, 9));
  });
  it('rounds outwards only when asked', () => {
    expect(layoutAxis({ label: 'y' }, [0.13, 8.7], [0, 100], 5, true).domain).toEqual([0, 10]);
    expect(layoutAxis({ label: 'x' }, [0.13, 8.7], [0, 100], 5, false).domain).toEqual([0.13, 8.7]);
  });
  it('marks powers of ten on a log axis, and 1-2-5 when there is room', () => {
    const texts = (domain: [number, number], room: number): string[] =>
      layoutAxis({ label: 'y', log: true, domain }, null, [0, 100], room, true).ticks.map(({ text }) => text);
    expect(texts([1, 100], 8)).toEqual(['1', '2', '5', '10', '20', '50', '100']);
    expect(texts([1e-3, 1e3], 7)).toEqual(['0.001', '0.01', '0.1', '1', '10', '100', '1000']);
    expect(texts([1e-3, 1e3], 4)).toEqual(['0.001', '0.1', '10', '1000']);
  });
});

it('a title carries its unit', () => {
  expect(axisTitle({ label: 'loss', unit: 'nats' })).toBe('loss (nats)');
  expect(axisTitle({ label: 'step' })).toBe('step');
});
