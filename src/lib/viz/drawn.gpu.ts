// What stands on the canvas is what was given: pixels and attributes read back from mounted figures, in Chromium.
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { colourAt } from './colour';
import Heatmap from './heatmap/Heatmap.svelte';
import TokenStrip from './token-strip/TokenStrip.svelte';
import type { VizWords } from './words';

// The words do not matter here: each one says its own name.
const words = new Proxy({} as VizWords, { get: (_, name) => String(name) });
const names = Array.from({ length: 6 }, (_, i) => `t${i}`);
const causal = (row: number, col: number): boolean => col > row;
const values = Float32Array.from({ length: 36 }, (_, i) => ((i * 7) % 36) / 35);

let mounted: Record<string, unknown> | null = null;
const target = document.createElement('div');
target.style.width = '600px';
document.body.append(target);

async function show(component: typeof Heatmap | typeof TokenStrip, props: object): Promise<void> {
  mounted = mount(component as typeof Heatmap, { target, props: props as never });
  flushSync();
  // bind:clientWidth comes with the next frame's resize observation.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  await tick();
}
afterEach(async () => {
  if (mounted) await unmount(mounted);
});

const press = (element: Element, key: string, ctrlKey = false): void => {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
  flushSync();
};

describe('Heatmap', () => {
  const props = {
    values,
    rows: names,
    cols: names,
    label: 'map',
    rowAxis: 'query',
    colAxis: 'key',
    valueName: 'weight',
    words,
    absent: causal,
    domain: [0, 1],
  };

  it('paints every cell in the colour of its number, and none where there is no cell', async () => {
    await show(Heatmap, props);
    const canvas = target.querySelector('canvas') as HTMLCanvasElement;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const side = canvas.width / 6;
    for (let row = 0; row < 6; row++)
      for (let col = 0; col < 6; col++) {
        const [x, y] = [Math.floor((col + 0.4) * side), Math.floor((row + 0.4) * side)];
        const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(x, y, 1, 1).data;
        const wanted = colourAt('sequential', false, values[row * 6 + col] as number);
        const off = Math.max(...wanted.map((part, i) => Math.abs(part - ([r, g, b][i] as number))));
        if (causal(row, col)) expect(a === 0 || off > 8, `cell ${row}, ${col}`).toBe(true);
        else expect(off, `cell ${row}, ${col}`).toBeLessThanOrEqual(2);
      }
  });

  it('tells the exact number of the cell under the cursor, and that a masked one has none', async () => {
    await show(Heatmap, props);
    const map = target.querySelector('.map') as HTMLElement;
    press(map, 'ArrowDown');
    press(map, 'ArrowDown');
    expect([map.dataset.row, map.dataset.col, map.dataset.value]).toEqual(['2', '0', String(values[12])]);
    press(map, 'End');
    expect([map.dataset.col, map.dataset.absent, map.dataset.value]).toEqual(['5', 'true', undefined]);
    press(map, 'Home', true);
    expect(Number(map.dataset.value)).toBe(values[0]);
    expect(target.querySelector('.readout')?.textContent).toContain('query 0 t0');
  });

  it('pools two thousand rows into the pixels there are', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => `t${i}`);
    await show(Heatmap, { ...props, values: new Float32Array(4e6).fill(0.5), rows: many, cols: many });
    const canvas = target.querySelector('canvas') as HTMLCanvasElement;
    expect(canvas.width).toBeLessThan(2000);
    expect(target.querySelectorAll('svg text').length).toBeLessThan(200);
    expect(target.querySelector('.readout')?.textContent).toContain('pooled');
  });
});

describe('TokenStrip', () => {
  const tokens = Array.from({ length: 20_000 }, (_, i) => ({ text: ` w${i % 977}`, id: i }));

  it('draws only the lines in view, and finds any token by keyboard', async () => {
    await show(TokenStrip, { tokens, label: 'strip', words, showIds: true });
    const list = target.querySelector('[role=listbox]') as HTMLElement;
    const drawn = (): HTMLElement[] => [...target.querySelectorAll<HTMLElement>('[role=option]')];
    expect(drawn().length).toBeGreaterThan(20);
    expect(drawn().length).toBeLessThan(600);
    press(list, 'End', true);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
    flushSync();
    const active = document.getElementById(list.getAttribute('aria-activedescendant') ?? '');
    expect(active?.dataset.index).toBe('19999');
    expect(active?.getAttribute('aria-posinset')).toBe('20000');
  });

  it('measures lines that fit', async () => {
    await show(TokenStrip, { tokens: tokens.slice(0, 300), label: 'strip', words });
    const room = (target.querySelector('[role=listbox]') as HTMLElement).getBoundingClientRect().right;
    for (const option of target.querySelectorAll('[role=option]'))
      expect(option.getBoundingClientRect().right).toBeLessThanOrEqual(room + 0.5);
  });
});
