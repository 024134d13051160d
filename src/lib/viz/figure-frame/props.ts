// Props of FigureFrame. A figure inside registers its own table and SVG; `toTable` and `toSvg` override them.
import type { Snippet } from 'svelte';
import type { Figure } from '../figure';
import type { FigureFrameWords } from '../words';

export interface FigureFrameProps extends Figure {
  words: FigureFrameWords;
  /** Stem of the downloaded files, without extension. */
  fileName: string;
  /** Makes the button «link to this state»: returns the link. */
  link?: () => string | Promise<string>;
  /** Makes the button «how was this computed». */
  onhow?: () => void;
  /** The picture. */
  children: Snippet;
  /** Controls above the picture, beside the title. */
  controls?: Snippet;
  /** Replaces the built-in table view. */
  table?: Snippet;
  /** Line under the figure: device, time, bytes, parity, seed. */
  status?: Snippet;
}
