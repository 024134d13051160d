// The words figures speak. They come in as props, in the reader's language; a component names the ones it needs.
// One object with all of them fits every figure: `const words: VizWords = …` lives with the other messages.

export interface FigureFrameWords {
  /** Button: show the numbers as a table / the picture again. */
  showTable: string;
  showFigure: string;
  /** Buttons: download. */
  downloadCsv: string;
  downloadPng: string;
  downloadSvg: string;
  fullScreen: string;
  exitFullScreen: string;
  copyLink: string;
  linkCopied: string;
  /** Shown with the link itself when the clipboard is refused. */
  copyByHand: string;
  /** Button: «how was this computed». */
  how: string;
  /** Said when a picture could not be made. */
  exportFailed: string;
}

export interface HeatmapWords {
  /** A cell that does not exist, e.g. «masked: the future». */
  absent: string;
  /** Under a map whose cells are smaller than a pixel: «each pixel shows the largest of its cells». */
  pooled: string;
  /** Accessible hint: which keys move the cursor. */
  heatmapKeys: string;
  noData: string;
}

export interface ChartWords {
  /** Accessible hint: which keys move the cursor. */
  chartKeys: string;
  noData: string;
  /** Column name of a histogram: how many. */
  count: string;
  /** Column names of a histogram's table: where a bin starts and ends. */
  from: string;
  to: string;
}

export interface BarListWords {
  /** Column names of the table. */
  item: string;
  value: string;
  change: string;
  noData: string;
}

export interface TokenStripWords {
  /** Column names of the table, and parts of a token's accessible name. */
  position: string;
  token: string;
  tokenId: string;
  bytes: string;
  value: string;
  mark: string;
  /** Before «2/3 黑»: bytes of a character that other tokens complete. */
  partialCharacter: string;
  tokenKeys: string;
  noData: string;
}

export type VizWords = FigureFrameWords & HeatmapWords & ChartWords & BarListWords & TokenStripWords;
