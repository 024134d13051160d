// What one forward pass leaves for the figures: tokens as people read them, the tapped tensors, the next tokens.
import type { InferClient } from '$lib/infer/client';
import type { AnalysisReport, ModelReport } from '$lib/infer/protocol';
import type { TokenPiece } from '$lib/tokenizers/pieces';
import { hexBytes, visibleText } from '$lib/viz/token-text';
import { headMap, likeliest, lookBack, type HeadShape } from './experiment';

/** Up to here all layers are read back at once; longer texts read the chosen layer only. */
export const ALL_LAYERS_TO = 64;
const NEXT_SHOWN = 8;

/** One layer's tensors: q `[T, H·D]` and k `[T, Hk·D]` after RoPE, probs `[H, T, T]`. */
export interface LayerTaps {
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly probs: Float32Array;
}

export interface NextToken {
  readonly piece: TokenPiece;
  readonly probability: number;
}

export interface Readout {
  readonly text: string;
  readonly tokens: readonly TokenPiece[];
  readonly ids: readonly number[];
  /** Tokens as axis labels. */
  readonly labels: readonly string[];
  readonly shape: HeadShape & { readonly layers: number };
  /** By layer; only what was read back. */
  readonly taps: ReadonlyMap<number, LayerTaps>;
  /** For each position the likeliest tokens after it. */
  readonly next: readonly (readonly NextToken[])[];
  readonly elapsedMs: number;
}

/** A token that can be read: its text, or the bytes of a cut character. */
export function readable({ text, partial, bytes }: TokenPiece): string {
  if (text !== '') return visibleText(text);
  return partial ? `${partial.char} ${partial.have}/${partial.need}` : hexBytes(bytes);
}

const WHAT = ['q', 'k', 'probs'] as const;
const tapOf = (layer: number, what: (typeof WHAT)[number]) => `blocks.${layer}.attn.${what}`;

/** The hook names to ask for. */
export const tapsOf = (layers: readonly number[]): string[] =>
  layers.flatMap((layer) => WHAT.map((what) => tapOf(layer, what)));

/** The layers to read back: all for a short text, else the chosen one. */
export const layersFor = (length: number, layers: number, chosen: number): number[] =>
  length <= ALL_LAYERS_TO ? Array.from({ length: layers }, (_, layer) => layer) : [chosen];

function layerTaps({ taps }: AnalysisReport, layer: number): LayerTaps {
  const read = (what: (typeof WHAT)[number]): Float32Array => {
    const tap = taps[tapOf(layer, what)];
    if (!tap) throw new Error(`attention microscope: ${tapOf(layer, what)} was not read back`);
    return tap.data;
  };
  return { q: read('q'), k: read('k'), probs: read('probs') };
}

/** Tokens, tensors and next tokens of one analysis with all logits. */
export async function readOut(
  infer: InferClient,
  key: string,
  model: ModelReport,
  text: { readonly text: string; readonly tokens: readonly TokenPiece[] },
  analysis: AnalysisReport,
  layers: readonly number[],
): Promise<Readout> {
  const { config } = model;
  const ids = text.tokens.map(({ id }) => id);
  const best = ids.map((_, row) => likeliest(analysis.logits, row, config.vocabSize, NEXT_SHOWN));
  const wanted = [...new Set(best.flat().map(({ id }) => id))];
  const described = await infer.call('describe', { key, ids: wanted });
  const pieces = new Map(described.map((piece) => [piece.id, piece]));
  return {
    ...text,
    ids,
    labels: text.tokens.map(readable),
    shape: { layers: config.layers, heads: config.heads, kvHeads: config.kvHeads, headDim: config.headDim },
    taps: new Map(layers.map((layer) => [layer, layerTaps(analysis, layer)])),
    next: best.map((row) => row.map(({ id, probability }) => ({ piece: pieces.get(id)!, probability }))),
    elapsedMs: analysis.elapsedMs,
  };
}

/** The head that looks back hardest at one earlier token, among the layers read. */
export function liveliestHead({ taps, shape, ids }: Readout): { layer: number; head: number } {
  let best = { layer: Math.min(...taps.keys()), head: 0, score: -1 };
  for (const [layer, { probs }] of taps)
    for (let head = 0; head < shape.heads; head++) {
      const score = lookBack(headMap(probs, head, ids.length), ids.length);
      if (score > best.score) best = { layer, head, score };
    }
  return { layer: best.layer, head: best.head };
}
