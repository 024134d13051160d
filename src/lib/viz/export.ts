// A figure as a file: the SVG on screen with its computed styles written into it, and PNG made from that SVG.
// DOM only; nothing here draws anew, so a saved picture cannot differ from the shown one.

export interface CanvasLayer {
  canvas: HTMLCanvasElement;
  x: number;
  y: number;
  width: number;
  height: number;
}

const styles = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin',
  'stroke-linecap', 'opacity', 'font-family', 'font-size', 'font-weight', 'font-variant-numeric', 'text-anchor',
  'dominant-baseline', 'paint-order', 'stop-color', 'visibility',
]; // prettier-ignore

function inlineStyles(from: Element, to: Element): void {
  const computed = getComputedStyle(from);
  to.removeAttribute('class');
  to.setAttribute('style', styles.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(';'));
  for (let i = 0; i < from.children.length; i++)
    inlineStyles(from.children[i] as Element, to.children[i] as Element);
}

const svgElement = (name: string, attributes: Record<string, string | number>): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

/** A standalone document of an SVG on screen, over its canvases, on the page's paper. Marks with `data-screen-only` stay out. */
export function serialiseSvg(svg: SVGSVGElement, title: string, layers: readonly CanvasLayer[] = []): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inlineStyles(svg, copy);
  copy.querySelectorAll('[data-screen-only]').forEach((element) => element.remove());
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  const images = layers.map(({ canvas, ...box }) =>
    svgElement('image', { ...box, href: canvas.toDataURL(), style: 'image-rendering: pixelated' }),
  );
  const heading = svgElement('title', {});
  heading.textContent = title;
  copy.prepend(heading, svgElement('rect', { width: '100%', height: '100%', fill: paper }), ...images);
  return new XMLSerializer().serializeToString(copy);
}

/** @throws Error when the browser cannot draw the SVG */
export async function svgToPng(svg: string, scale = 2): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('svgToPng: the canvas gave no PNG'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Hands a file to the visitor. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
