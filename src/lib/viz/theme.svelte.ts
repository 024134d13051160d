// Whether the page is dark right now, for canvases and SVG that cannot wait for CSS. Read from the ink itself, so
// it holds however the theme was chosen (system, setting, attribute, class).
import { createSubscriber } from 'svelte/reactivity';
import { luminance } from './colour';

let pixel: CanvasRenderingContext2D | null = null;
let known: { colour: string; pale: boolean } | null = null;

function isPale(colour: string): boolean {
  if (known?.colour === colour) return known.pale;
  pixel ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pixel) return false;
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = pixel.getImageData(0, 0, 1, 1).data;
  const pale = luminance([r, g, b]) > 0.3;
  known = { colour, pale };
  return pale;
}

class Theme {
  #subscribe = createSubscriber((update) => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(update);
    observer.observe(document.documentElement, { attributes: true });
    media.addEventListener('change', update);
    return () => {
      observer.disconnect();
      media.removeEventListener('change', update);
    };
  });

  /** Reactive. False while prerendering. */
  get dark(): boolean {
    if (typeof document === 'undefined') return false;
    this.#subscribe();
    return isPale(getComputedStyle(document.body).color);
  }
}

export const theme = new Theme();
