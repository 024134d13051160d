/** The handlers behind a training worker: one run at a time, checkpoints through the storage port. */
import { GlassboxError, throwIfCancelled, toFailure } from '../base/errors';
import type { Handlers } from '../base/messaging';
import type { StoragePort } from '../base/storage';
import { createDecoder } from '../infer/decoder';
import { generate } from '../infer/generate';
import { inferenceOps } from '../infer/ops';
import { parameterCount } from '../models/llama/config';
import { openDevice, type DeviceWish, type OpenedDevice } from '../tensor/open-device';
import { describeTokens } from '../tokenizers/pieces';
import { deleteRun, listRuns, loadRun, saveRun, type Checkpoint } from './checkpoint';
import { prepareCorpus, type Corpus } from './corpus';
import type {
  CorpusReport,
  PrepareProgress,
  RunPlan,
  RunReport,
  TrainContract,
  TrainEvent,
} from './protocol';
import { createTrainer, trainingOps, type Trainer } from './trainer';

interface Run {
  readonly id: string;
  readonly plan: RunPlan;
  readonly corpus: Corpus;
  readonly trainer: Trainer;
}

/** A checkpoint is at most this old when the browser is killed, plus one step. */
const SAVE_EVERY_MS = 5000;
const EVALUATE_EVERY = 50;
const EVALUATE_BATCHES = 4;
const PREVIEW_TOKENS = 200;

export interface TrainServiceOptions {
  readonly gpu: GPU | undefined;
  readonly storage: StoragePort;
}

export function createTrainService({ gpu, storage }: TrainServiceOptions): Handlers<TrainContract> {
  let opened: Promise<OpenedDevice> | undefined;
  let run: Run | undefined;
  let loop: Promise<unknown> | undefined;
  let pausing = false;
  /** What waits for the gap between two steps. */
  const between: (() => Promise<void>)[] = [];

  const open = (wish: DeviceWish) => {
    if (!opened) {
      opened = openDevice(wish, gpu, new Set([...trainingOps(), ...inferenceOps()]));
      void opened.then(({ device }) => device.lost).then(forget);
    }
    return opened;
  };
  /** After a loss the next call opens a new device; the run goes on from its checkpoint by `resume`. */
  const forget = () => {
    opened = undefined;
    run = undefined;
  };
  const current = () => {
    if (!run) throw new GlassboxError('unexpected', 'There is no run: call create or resume first.');
    return run;
  };

  async function begin(
    id: string,
    plan: RunPlan,
    progress: (event: PrepareProgress) => void,
    signal: AbortSignal,
    checkpoint?: Checkpoint,
  ): Promise<RunReport> {
    await stop();
    const { device } = await open('auto');
    const corpus = await prepareCorpus(plan.corpus, {
      vocabSize: plan.vocabSize,
      signal,
      onProgress: (done, total) => progress({ phase: 'tokenizer', done, total }),
    });
    checkRoom(corpus, plan.settings.context);
    run?.trainer.dispose();
    run = undefined;
    const { settings } = plan;
    const { vocabSize } = corpus.tokenizer;
    const onCompile = (compiled: number, total: number) => progress({ phase: 'compile', compiled, total });
    const stream = corpus.train;
    const trainer = await createTrainer(device, { settings, vocabSize, stream, checkpoint, onCompile });
    run = { id, plan, corpus, trainer };
    const { step, losses, bytes, weights } = trainer;
    const parameters = parameterCount(weights.config);
    return { id, step, losses: [...losses], parameters, bytes, corpus: corpusReport(corpus) };
  }

  async function stop(): Promise<void> {
    pausing = true;
    await loop?.catch(() => undefined);
    pausing = false;
  }

  async function save({ id, plan, trainer }: Run, progress: (event: TrainEvent) => void): Promise<void> {
    const { step } = trainer;
    try {
      const { savedAt, bytes } = await saveRun(storage, id, await trainer.checkpoint(), plan);
      progress({ kind: 'saved', step, savedAt, bytes });
    } catch (error) {
      const { code, message } = toFailure(error);
      if (code === 'device-lost') throw error;
      progress({ kind: 'not-saved', step, code, message });
    }
  }

  async function trainUntil(
    until: number,
    progress: (event: TrainEvent) => void,
    signal: AbortSignal,
  ): Promise<{ step: number; finished: boolean }> {
    const active = current();
    const { trainer, corpus, plan } = active;
    const { batch, context } = plan.settings;
    let saved = performance.now();
    while (trainer.step < until && !pausing && !signal.aborted) {
      const report = await trainer.advance();
      progress({ kind: 'step', tokensPerSecond: (batch * context * 1000) / report.elapsedMs, ...report });
      if (trainer.step % EVALUATE_EVERY === 0 && corpus.heldOut.length > context) {
        const loss = await trainer.evaluate(corpus.heldOut, EVALUATE_BATCHES);
        progress({ kind: 'held-out', step: trainer.step, loss });
      }
      if (performance.now() - saved > SAVE_EVERY_MS) {
        await save(active, progress);
        saved = performance.now();
      }
      for (const job of between.splice(0)) await job();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await save(active, progress);
    for (const job of between.splice(0)) await job();
    return { step: trainer.step, finished: trainer.step >= until };
  }

  return {
    async open({ wish }) {
      const { device, fallback, parity } = await open(wish);
      return { kind: device.kind, label: device.label, fallback, parity };
    },
    create: ({ id, plan }, { progress, signal }) => begin(id, plan, progress, signal),
    async resume({ id }, { progress, signal }) {
      const found = await loadRun<RunPlan>(storage, id);
      if (!found) return undefined;
      const { manifest, checkpoint } = found;
      const plan = manifest.extra;
      return { ...(await begin(id, plan, progress, signal, checkpoint)), plan, manifest };
    },
    async train({ until }, { progress, signal }) {
      await stop();
      const running = trainUntil(until, progress, signal);
      loop = running;
      return running.finally(() => {
        if (loop === running) loop = undefined;
      });
    },
    async pause() {
      await stop();
      return { step: run?.trainer.step ?? 0 };
    },
    sample(request, { signal }) {
      const work = () => sample(current(), request, signal);
      if (!loop) return work();
      return new Promise((resolve, reject) => between.push(() => work().then(resolve, reject)));
    },
    runs: () => listRuns<RunPlan>(storage),
    remove: ({ id }) => deleteRun(storage, id),
  };
}

const corpusReport = ({ tokenizer, train, heldOut, characters }: Corpus): CorpusReport => ({
  trainTokens: train.length,
  heldOutTokens: heldOut.length,
  characters,
  vocabSize: tokenizer.vocabSize,
  preview: describeTokens(tokenizer, [...train.subarray(0, PREVIEW_TOKENS)]),
});

function checkRoom({ train }: Corpus, context: number): void {
  if (train.length > context) return;
  throw new GlassboxError('text-too-short', `${train.length} tokens, a window takes ${context + 1}.`, {
    tokens: train.length,
    least: context + 1,
  });
}

async function sample(
  { trainer, corpus }: Run,
  { prompt, tokens, sampling, seed }: TrainContract['sample']['request'],
  signal: AbortSignal,
): Promise<TrainContract['sample']['result']> {
  throwIfCancelled(signal);
  const { weights } = trainer;
  const { tokenizer } = corpus;
  const { context } = trainer.settings;
  const ids = tokenizer.encode(prompt).slice(-Math.max(1, context - tokens));
  const model = {
    device: trainer.device,
    config: weights.config,
    tokenizer,
    weights,
    dispose: () => undefined,
  };
  const decoder = createDecoder(model, context);
  try {
    const made: number[] = [];
    for await (const { id } of generate(decoder, ids, { tokens, sampling, seed, signal })) made.push(id);
    return { pieces: describeTokens(tokenizer, [...ids, ...made]), promptLength: ids.length };
  } finally {
    decoder.dispose();
  }
}
