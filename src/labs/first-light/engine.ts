// The first screen's computation: the shipped model in the inference worker, one forward pass for each sentence.
import { toFailure, type ErrorCode } from '$lib/base/errors';
import { createInferClient, type InferClient } from '$lib/infer/client';
import type { AnalysisReport, DeviceReport, LoadProgress, ModelReport } from '$lib/infer/protocol';
import type { DeviceChoice, DeviceWish } from '$lib/school/device-choice';
import { shippedModelUrl } from '$lib/school/shipped-model';
import type { FirstLightEngine, FirstLightResult, LoadPhase } from './first-light.svelte';

const KEY = 'pocket';
const NEXT_SHOWN = 8;
const probsOf = (layer: number): string => `blocks.${layer}.attn.probs`;

/** Layer and head of the map that is shown, both from 0. */
interface Place {
  readonly layer: number;
  readonly head: number;
}

/** One worker with the model on one device. */
interface Seat {
  readonly infer: InferClient;
  readonly loaded: Promise<{ readonly device: DeviceReport; readonly model: ModelReport }>;
}

function takeSeat(wish: DeviceWish, onPhase: (phase: LoadPhase) => void): Seat {
  const infer = createInferClient();
  const onProgress = (event: LoadProgress) => {
    if (event.phase === 'download') onPhase({ received: event.received, total: event.total });
  };
  async function load() {
    onPhase('device');
    const device = await infer.call('open', { wish });
    const source = { url: shippedModelUrl() };
    const model = await infer.call(
      'load',
      { key: KEY, source, format: { precision: 'f16' } },
      { onProgress },
    );
    return { device, model };
  }
  const loaded = load();
  loaded.catch(() => undefined); // told by whoever awaits it
  return { infer, loaded };
}

/**
 * Starts the model. A GPU must first be opened and pass its known-answer test, which may take longer than the
 * computation itself: so the CPU device gives the first result, and `better` resolves when the GPU takes over.
 */
export async function connect({ wish }: DeviceChoice): Promise<FirstLightEngine> {
  const triesGpu = wish === 'auto' && 'gpu' in navigator;
  let onPhase: (phase: LoadPhase) => void = () => undefined;
  let place: Place | undefined;
  const first = takeSeat(triesGpu ? 'cpu' : wish, (phase) => onPhase(phase));
  let seat = first;
  let gpu: Seat | undefined;
  /** Why the CPU device computes although a GPU is tried: still being checked, or a failure. */
  let waiting: 'checking' | ErrorCode | undefined = triesGpu ? 'checking' : undefined;
  let tell = (): void => undefined;
  const better = triesGpu ? new Promise<void>((resolve) => (tell = resolve)) : undefined;

  /** Once the first result is there, so that the two do not share the processor. */
  function tryGpu(): void {
    if (!triesGpu || gpu) return;
    const next = (gpu = takeSeat('auto', () => undefined));
    next.loaded
      .then(() => {
        seat = next;
        waiting = undefined;
      })
      .catch((error: unknown) => (waiting = toFailure(error).code))
      .finally(tell);
  }

  return {
    async run(text, listener) {
      onPhase = listener;
      const { infer, loaded } = seat;
      const why = waiting;
      const { device, model } = await loaded;
      const lead = model.bos === undefined ? [] : [model.bos];
      const most = model.config.maxPositions - lead.length;
      const tokens = await infer.call('tokenize', { key: KEY, text, most });
      const ids = [...lead, ...tokens.map(({ id }) => id)];
      const layers = place ? [place.layer] : Array.from({ length: model.config.layers }, (_, layer) => layer);
      const analysis = await infer.call(
        'analyse',
        { key: KEY, ids, taps: layers.map(probsOf) },
        { onProgress: ({ compiled, total }) => onPhase({ compiled, of: total }) },
      );
      place ??= mostDecided(analysis, model.config.layers, ids.length);
      const special = lead.length ? await infer.call('describe', { key: KEY, ids: lead }) : [];
      const shown = { tokens: [...special, ...tokens], attention: mapAt(analysis, place, ids.length) };
      const next = await likeliest(infer, analysis);
      if (infer === gpu?.infer) first.infer.terminate();
      tryGpu();
      return { ...shown, next, ...facts(device, analysis, why) };
    },
    better,
    dispose() {
      first.infer.terminate();
      gpu?.infer.terminate();
    },
  };
}

/** Values of one head, `[T, T]` row-major. */
function headValues(analysis: AnalysisReport, { layer, head }: Place, length: number): Float32Array {
  const tap = analysis.taps[probsOf(layer)];
  if (!tap) throw new Error(`first light: ${probsOf(layer)} was not read back`);
  return tap.data.slice(head * length * length, (head + 1) * length * length);
}

const mapAt = (analysis: AnalysisReport, place: Place, length: number): FirstLightResult['attention'] => ({
  values: headValues(analysis, place, length),
  layer: place.layer + 1,
  head: place.head + 1,
});

/** The head whose last row puts the largest weight on one earlier token (the first and the last itself apart). */
function mostDecided(analysis: AnalysisReport, layers: number, length: number): Place {
  let best: Place & { weight: number } = { layer: layers - 1, head: 0, weight: -1 };
  for (let layer = 0; layer < layers; layer++) {
    const heads = (analysis.taps[probsOf(layer)]?.data.length ?? 0) / (length * length);
    for (let head = 0; head < heads; head++) {
      const lastRow = headValues(analysis, { layer, head }, length).subarray((length - 1) * length);
      const weight = Math.max(-1, ...lastRow.subarray(1, length - 1));
      if (weight > best.weight) best = { layer, head, weight };
    }
  }
  return { layer: best.layer, head: best.head };
}

async function likeliest(
  infer: InferClient,
  { probabilities }: AnalysisReport,
): Promise<FirstLightResult['next']> {
  const ids = Array.from(probabilities.keys())
    .sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
    .slice(0, NEXT_SHOWN);
  const pieces = await infer.call('describe', { key: KEY, ids });
  return pieces.map((piece) => ({ ...piece, probability: probabilities[piece.id] ?? 0 }));
}

function facts(
  device: DeviceReport,
  { elapsedMs }: AnalysisReport,
  waiting: 'checking' | ErrorCode | undefined,
) {
  const measured = { device: device.kind, adapter: device.label, elapsedMs };
  if (waiting === 'checking') return { ...measured, parity: waiting };
  const reason = device.kind === 'cpu' ? (device.fallback?.code ?? waiting ?? ('asked' as const)) : undefined;
  const parity = device.parity && (device.parity.passed ? ('passed' as const) : ('failed' as const));
  return { ...measured, ...(reason ? { reason } : {}), ...(parity ? { parity } : {}) };
}
