// A training run as the page sees it: the worker's events become arrays for the figures.
import { GlassboxError, toFailure, type Failure } from '$lib/base/errors';
import type { DeviceReport } from '$lib/infer/protocol';
import type { DeviceWish } from '$lib/school/device-choice';
import type { TokenPiece } from '$lib/tokenizers/pieces';
import type { RunManifest } from '$lib/train/checkpoint';
import type { TrainClient } from '$lib/train/client';
import type { PrepareProgress, RunPlan, RunReport, TrainEvent } from '$lib/train/protocol';
import { openTraining } from './open-training';

export type Status = 'idle' | 'preparing' | 'ready' | 'training' | 'pausing';

export interface Sample {
  readonly step: number;
  readonly pieces: readonly TokenPiece[];
  readonly promptLength: number;
}

/** What the figures show; replaced as a whole, at most once a frame. */
export interface Progress {
  readonly step: number;
  readonly losses: readonly number[];
  readonly heldOut: readonly { readonly step: number; readonly loss: number }[];
  readonly tokensPerSecond: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
}

export interface Saved {
  readonly step: number;
  readonly savedAt: string;
  readonly bytes: number;
}

/** One run at a time: a new one replaces the old one's checkpoint only when it saves its own. */
const RUN_ID = 'own-gpt';
const SPEED_KEEP = 0.9;

export class TrainingRun {
  device = $state.raw<DeviceReport | undefined>();
  status = $state<Status>('idle');
  preparing = $state.raw<PrepareProgress | undefined>();
  run = $state.raw<RunReport | undefined>();
  plan = $state.raw<RunPlan | undefined>();
  progress = $state.raw<Progress | undefined>();
  saved = $state.raw<Saved | undefined>();
  /** A checkpoint from before, not yet resumed. */
  found = $state.raw<RunManifest<RunPlan> | undefined>();
  /** Step from which this page went on, for the mark on the curve. */
  resumedAt = $state.raw<number | undefined>();
  samples = $state.raw<readonly Sample[]>([]);
  failure = $state.raw<Failure | undefined>();
  /** A checkpoint could not be written. */
  unsaved = $state.raw<Failure | undefined>();
  #client: TrainClient | undefined;
  #frame: number | undefined;
  #latest: Progress | undefined;
  #wish: () => DeviceWish;

  constructor(wish: () => DeviceWish) {
    this.#wish = wish;
  }

  /** Looks for a run of yesterday. */
  look = () =>
    this.#guard(async (client) => {
      const runs = await client.call('runs', {});
      this.found = runs.find(({ id }) => id === RUN_ID);
    }, false);

  /** Makes a new run ready and trains it. */
  start = (plan: RunPlan) =>
    this.#guard(async (client) => {
      this.status = 'preparing';
      this.device = await client.call('open', { wish: this.#wish() });
      const onProgress = (event: PrepareProgress) => (this.preparing = event);
      this.#show(await client.call('create', { id: RUN_ID, plan }, { onProgress }), plan);
      this.resumedAt = undefined;
      this.samples = [];
      await this.#train(client);
    });

  /** Goes on from the checkpoint, and trains. */
  resume = () =>
    this.#guard(async (client) => {
      this.status = 'preparing';
      this.device = await client.call('open', { wish: this.#wish() });
      const onProgress = (event: PrepareProgress) => (this.preparing = event);
      const resumed = await client.call('resume', { id: RUN_ID }, { onProgress });
      if (!resumed) throw new GlassboxError('file-truncated', 'The checkpoint is gone.', { file: RUN_ID });
      this.#show(resumed, resumed.plan);
      this.saved = resumed.manifest;
      this.resumedAt = resumed.step;
      await this.#train(client);
    });

  /** Goes on after a pause. */
  go = () => this.#guard((client) => this.#train(client));

  pause = () =>
    this.#guard(async (client) => {
      this.status = 'pausing';
      await client.call('pause', {});
    }, false);

  sample = (prompt: string, temperature: number, seed: number) =>
    this.#guard(async (client) => {
      const tokens = Math.floor((this.plan?.settings.context ?? 64) * 0.75);
      const step = this.progress?.step ?? 0;
      const made = await client.call('sample', { prompt, tokens, sampling: { temperature }, seed });
      this.samples = [{ step, ...made }, ...this.samples].slice(0, 12);
    }, false);

  forget = () =>
    this.#guard(async (client) => {
      await client.call('remove', { id: RUN_ID });
      this.found = undefined;
    }, false);

  dispose(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#client?.terminate();
    this.#client = undefined;
  }

  async #train(client: TrainClient): Promise<void> {
    this.status = 'training';
    this.found = undefined;
    const until = this.plan!.settings.schedule.steps;
    await client.call('train', { until }, { onProgress: (event) => this.#take(event) });
  }

  #show(run: RunReport, plan: RunPlan): void {
    this.run = run;
    this.plan = plan;
    this.preparing = undefined;
    this.saved = undefined;
    this.unsaved = undefined;
    const none = { tokensPerSecond: 0, gradientNorm: 0, learningRate: 0 };
    this.#latest = { step: run.step, losses: [...run.losses], heldOut: [], ...none };
    this.progress = this.#latest;
  }

  #take(event: TrainEvent): void {
    const last = this.#latest;
    if (!last) return;
    if (event.kind === 'saved') {
      this.saved = event;
      this.unsaved = undefined;
    } else if (event.kind === 'not-saved') {
      this.unsaved = toFailure(new GlassboxError(event.code, event.message, { step: event.step }));
    } else if (event.kind === 'held-out') {
      this.#publish({ ...last, heldOut: [...last.heldOut, { step: event.step, loss: event.loss }] });
    } else {
      const { step, gradientNorm, learningRate } = event;
      // The list grows in place; a new object around it tells Svelte.
      (last.losses as number[]).push(event.loss);
      const tokensPerSecond = last.tokensPerSecond
        ? SPEED_KEEP * last.tokensPerSecond + (1 - SPEED_KEEP) * event.tokensPerSecond
        : event.tokensPerSecond;
      this.#publish({ ...last, step, gradientNorm, learningRate, tokensPerSecond });
    }
  }

  #publish(next: Progress): void {
    this.#latest = next;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.progress = this.#latest;
    });
  }

  /** @param leads whether the status is this task's to settle; samples and pauses run beside a training task */
  async #guard(task: (client: TrainClient) => Promise<void>, leads = true): Promise<void> {
    this.failure = undefined;
    try {
      this.#client ??= openTraining();
      await task(this.#client);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code !== 'cancelled') this.failure = failure;
      if (failure.code === 'worker-died' || failure.code === 'device-lost') await this.#afterLoss();
    }
    if (!leads) return;
    this.preparing = undefined;
    this.status = this.run ? 'ready' : 'idle';
  }

  /** The checkpoint is still there: offer it. */
  async #afterLoss(): Promise<void> {
    this.#client?.terminate();
    this.#client = undefined;
    this.run = undefined;
    const { failure } = this;
    await this.look();
    this.failure = failure;
  }
}
