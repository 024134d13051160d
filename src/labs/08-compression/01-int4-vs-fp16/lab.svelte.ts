// The arena: two precisions of the shipped model in one worker, a lock-step duel, and the measured comparison.
import { fetchOwnFile } from '$lib/base/fetch-gate';
import { GlassboxError, toFailure, type Failure } from '$lib/base/errors';
import { createInferClient, type InferClient } from '$lib/infer/client';
import type { PositionComparison, TextComparison } from '$lib/infer/compare';
import type { DeviceReport, ModelReport } from '$lib/infer/protocol';
import type { DeviceWish } from '$lib/school/device-choice';
import { shippedFileUrl, shippedModelUrl } from '$lib/school/shipped-model';
import type { TokenPiece } from '$lib/tokenizers/pieces';
import { firstDivergence } from './experiment';
import type { ArenaState } from './state';

/** One side of the arena. */
export interface Side {
  readonly key: 'fp16' | 'other';
  model: ModelReport | undefined;
  pieces: readonly TokenPiece[];
  /** Time in the decoder for the new tokens, prompt excluded. */
  elapsedMs: number;
  promptMs: number;
}

/** The reference's text read by both: what each would have said at every place. */
export interface Forced {
  readonly pieces: readonly TokenPiece[];
  /** One for each piece but the first: how the two predicted it. */
  readonly positions: readonly PositionComparison[];
  readonly topA: readonly TokenPiece[];
  readonly topB: readonly TokenPiece[];
}

export type Phase =
  | { readonly kind: 'download'; readonly received: number }
  | { readonly kind: 'load' | 'duel' | 'compare' }
  | { readonly kind: 'measure'; readonly done: number; readonly total: number };

export type HeldOutSize = 512 | 1024 | 'all';
const MAX_TEXT = 20_000;

export class Arena {
  device = $state.raw<DeviceReport | undefined>();
  sides = $state<[Side, Side]>([emptySide('fp16'), emptySide('other')]);
  /** Ids of the prompt with its beginning-of-text token. */
  promptLength = $state(0);
  forced = $state.raw<Forced | undefined>();
  measured = $state.raw<TextComparison | undefined>();
  phase = $state.raw<Phase | undefined>();
  failure = $state.raw<Failure | undefined>();
  /** Settings that the results on screen belong to. */
  shown = $state.raw<ArenaState | undefined>();
  /** First new token that differs. */
  divergence = $derived(
    firstDivergence(
      this.sides[0].pieces.map(({ id }) => id),
      this.sides[1].pieces.map(({ id }) => id),
    ),
  );
  #infer: InferClient | undefined;
  #controller: AbortController | undefined;
  #loaded = '';
  #wish: () => DeviceWish;

  constructor(wish: () => DeviceWish) {
    this.#wish = wish;
  }

  /** Both continue the prompt, then both read what FP16 wrote. */
  run = (settings: ArenaState) =>
    this.#work(async (infer, signal) => {
      if (settings.prompt.length > MAX_TEXT) throw tooLong(settings.prompt.length);
      await this.#load(infer, settings, signal);
      const prompt = await infer.call('tokenize', { key: 'fp16', text: settings.prompt }, { signal });
      const { bos } = this.sides[0].model!;
      const ids = [...(bos === undefined ? [] : [bos]), ...prompt.map(({ id }) => id)];
      this.promptLength = ids.length;
      this.shown = { ...settings };
      this.forced = undefined;
      for (const side of this.sides) Object.assign(side, { pieces: [], elapsedMs: 0, promptMs: 0 });
      this.phase = { kind: 'duel' };
      const { tokens, temperature, seed } = settings;
      const request = { keys: ['fp16', 'other'] as const, ids, tokens, sampling: { temperature }, seed };
      const report = await infer.call('duel', request, {
        signal,
        onProgress: ({ pieces, elapsedMs }) =>
          this.sides.forEach((side, i) => {
            if (pieces[i]) side.pieces = [...side.pieces, pieces[i]];
            side.elapsedMs = elapsedMs[i]!;
          }),
      });
      this.sides.forEach((side, i) => {
        side.promptMs = report.promptMs[i]!;
        side.elapsedMs = report.elapsedMs[i]!;
      });
      this.phase = { kind: 'compare' };
      this.forced = await this.#force(infer, [...ids, ...report.ids[0]], signal);
    });

  /** Perplexity of both on a text, KL and agreement at every token of it. `own`: the reader's text, whole. */
  measure = (settings: ArenaState, size: HeldOutSize, own?: string) =>
    this.#work(async (infer, signal) => {
      await this.#load(infer, settings, signal);
      const text = own ?? (await heldOutText(signal));
      if (text.length > MAX_TEXT) throw tooLong(text.length);
      const pieces = await infer.call('tokenize', { key: 'fp16', text }, { signal });
      const all = pieces.map(({ id }) => id);
      const ids = own !== undefined || size === 'all' ? all : all.slice(0, size);
      this.measured = undefined;
      this.phase = { kind: 'measure', done: 0, total: ids.length };
      this.measured = await infer.call(
        'compareText',
        { keys: ['fp16', 'other'], ids },
        { signal, onProgress: ({ done, total }) => (this.phase = { kind: 'measure', done, total }) },
      );
    });

  cancel(): void {
    this.#controller?.abort();
  }

  dispose(): void {
    this.#controller?.abort();
    this.#infer?.terminate();
    this.#infer = undefined;
  }

  async #work(task: (infer: InferClient, signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#controller?.abort();
    const controller = (this.#controller = new AbortController());
    this.failure = undefined;
    try {
      this.#infer ??= createInferClient();
      await task(this.#infer, controller.signal);
    } catch (error) {
      if (controller !== this.#controller) return;
      const failure = toFailure(error);
      if (failure.code !== 'cancelled') this.failure = failure;
      if (failure.code === 'worker-died' || failure.code === 'device-lost') this.#forget();
    }
    if (controller === this.#controller) this.phase = undefined;
  }

  /** The next try starts a new worker and loads again. */
  #forget(): void {
    this.#infer?.terminate();
    this.#infer = undefined;
    this.#loaded = '';
  }

  async #load(infer: InferClient, { precision, group }: ArenaState, signal: AbortSignal): Promise<void> {
    const wanted = `${precision}/${group}`;
    if (this.#loaded === wanted) return;
    this.device = await infer.call('open', { wish: this.#wish() });
    const source = { url: shippedModelUrl() };
    const load = (key: Side['key'], format: ModelReport['format']) =>
      infer.call(
        'load',
        { key, source, format },
        {
          signal,
          onProgress: (event) =>
            (this.phase =
              event.phase === 'download' ? { kind: 'download', received: event.received } : { kind: 'load' }),
        },
      );
    if (!this.#loaded) this.sides[0].model = await load('fp16', { precision: 'f16' });
    this.sides[1].model = await load('other', { precision, group });
    this.measured = undefined;
    this.#loaded = wanted;
  }

  async #force(infer: InferClient, ids: number[], signal: AbortSignal): Promise<Forced> {
    const { maxPositions } = this.sides[0].model!.config;
    const read = ids.slice(0, maxPositions);
    const positions = (await infer.call('compare', { keys: ['fp16', 'other'], ids: read }, { signal })).slice(
      0,
      -1,
    );
    const describe = (list: readonly number[]) =>
      infer.call('describe', { key: 'fp16', ids: list }, { signal });
    const [pieces, topA, topB] = await Promise.all([
      describe(read),
      describe(positions.map((position) => position.topA)),
      describe(positions.map((position) => position.topB)),
    ]);
    return { pieces, positions, topA, topB };
  }
}

const tooLong = (characters: number) =>
  new GlassboxError('text-too-long', `${characters} characters, at most ${MAX_TEXT}.`, {
    tokens: characters,
    most: MAX_TEXT,
  });

const emptySide = (key: Side['key']): Side => ({
  key,
  model: undefined,
  pieces: [],
  elapsedMs: 0,
  promptMs: 0,
});

/** The shipped held-out tales. @throws GlassboxError network-failed */
async function heldOutText(signal: AbortSignal): Promise<string> {
  const bytes = await fetchOwnFile(shippedFileUrl('heldout.txt'), { signal });
  return new TextDecoder().decode(bytes);
}
