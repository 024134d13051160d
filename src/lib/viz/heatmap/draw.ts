// Canvas half of the heat maps: a pixel per cell, enlarged without smoothing; what is absent shows a hatch.
import { lookUpTable, type ScaleKind } from '../colour';
import { colourDomain, paintCells } from './layout';
import { paintScaled, type Cells, type PixelBox } from './scale';

export interface Paint {
  kind: ScaleKind;
  dark: boolean;
  /** Ends of the colour scale; without it each map has its own. */
  domain?: readonly [number, number];
}

let scratch: HTMLCanvasElement | null = null;

/** Draws one map into a box given in device pixels. Cells that do not exist stay as they were. */
export function drawCells(
  context: CanvasRenderingContext2D,
  picture: Cells,
  paint: Paint,
  box: { x: number; y: number; width: number; height: number },
): void {
  const { rows, cols } = picture;
  if (rows === 0 || cols === 0) return;
  scratch ??= document.createElement('canvas');
  if (scratch.width < cols || scratch.height < rows) {
    scratch.width = Math.max(scratch.width, cols);
    scratch.height = Math.max(scratch.height, rows);
  }
  const target = scratch.getContext('2d');
  if (!target) return;
  const image = new ImageData(cols, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const ends = paint.domain ?? colourDomain(picture.values, picture.mask, paint.kind);
  paintCells(pixels, picture.values, picture.mask, lookUpTable(paint.kind, paint.dark), ends);
  target.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(scratch, 0, 0, cols, rows, box.x, box.y, box.width, box.height);
}

/** Fills the whole canvas with the sign for «there is no cell here»: thin diagonal lines. */
export function drawHatch(context: CanvasRenderingContext2D, colour: string, pixelRatio: number): void {
  const { width, height } = context.canvas;
  const step = 6 * pixelRatio;
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, pixelRatio * 0.75);
  context.beginPath();
  for (let x = -height; x < width; x += step) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
}

/** Thin lines right of and below every cell that exists: for cells large enough to have them. */
export function drawGaps(
  context: CanvasRenderingContext2D,
  picture: Cells,
  colour: string,
  cell: number,
  pixelRatio: number,
): void {
  const side = Math.round(cell * pixelRatio);
  context.fillStyle = colour;
  for (let row = 0; row < picture.rows; row++)
    for (let col = 0; col < picture.cols; col++) {
      if (picture.mask?.[row * picture.cols + col]) continue;
      context.fillRect((col + 1) * side - 1, row * side, 1, side);
      context.fillRect(col * side, (row + 1) * side - 1, side, 1);
    }
}

/** Draws one whole map on its own canvas, in device pixels; rules and paper come from the canvas' own style. */
export function drawMap(
  canvas: HTMLCanvasElement,
  picture: Cells,
  paint: Paint,
  size: { width: number; height: number; cell: number; gap: number; pixelRatio: number },
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  canvas.width = Math.max(1, Math.round(size.width * size.pixelRatio));
  canvas.height = Math.max(1, Math.round(size.height * size.pixelRatio));
  const style = getComputedStyle(canvas);
  if (picture.mask) drawHatch(context, style.color, size.pixelRatio);
  drawCells(context, picture, paint, { x: 0, y: 0, width: canvas.width, height: canvas.height });
  if (size.gap > 0) drawGaps(context, picture, style.backgroundColor, size.cell, size.pixelRatio);
}

/** Draws many maps as one picture; `boxOf` places each in device pixels. */
export function drawMaps(
  canvas: HTMLCanvasElement,
  maps: readonly Cells[],
  paint: Paint,
  size: { width: number; height: number; pixelRatio: number },
  boxOf: (index: number) => PixelBox,
): void {
  // Pixels are written by the processor: a canvas in the GPU's memory would have to be fetched and sent back.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  canvas.width = Math.max(1, size.width);
  canvas.height = Math.max(1, size.height);
  const image = new ImageData(canvas.width, canvas.height);
  const picture = { pixels: new Uint32Array(image.data.buffer), width: canvas.width };
  const lut = lookUpTable(paint.kind, paint.dark);
  const boxes = new Path2D();
  maps.forEach((cells, i) => {
    const box = boxOf(i);
    boxes.rect(box.x, box.y, box.width, box.height);
    paintScaled(picture, box, cells, lut, paint.domain ?? colourDomain(cells.values, cells.mask, paint.kind));
  });
  context.putImageData(image, 0, 0);
  if (!maps.some(({ mask }) => mask)) return;
  context.save();
  context.clip(boxes);
  context.globalCompositeOperation = 'destination-over';
  drawHatch(context, getComputedStyle(canvas).color, size.pixelRatio);
  context.restore();
}
