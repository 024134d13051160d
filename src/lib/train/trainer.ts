/**
 * Training a Llama-shaped model: one recorded step (forward, backward, clip, AdamW) replayed with a new batch
 * each time. Same settings, stream, device and kernels: the same losses, also across checkpoint and restore.
 */
import type { Values } from '../base/dtype';
import { GlassboxError, throwIfCancelled } from '../base/errors';
import { createRandom, restoreRandom, type Random } from '../base/random';
import { u32, f32 } from '../base/shape';
import { llamaForward } from '../models/llama/model';
import { createLlamaWeights, initialWeights, type LlamaWeights } from '../models/llama/weights';
import { crossEntropy } from '../nn/functional';
import { createAdamwState, recordAdamw, type AdamwState } from '../optim/adamw';
import { learningRate } from '../optim/schedule';
import type { Device, Program, Variable } from '../tensor/device';
import { openCpuDevice } from '../tensor/cpu-device';
import { createRecording, opsOf, type Recording } from '../tensor/recording';
import { gradients } from '../tensor/tape';
import { drawBatch, type Batch } from './batches';
import type { Checkpoint } from './checkpoint';
import { TRAIN_DEFAULTS, trainConfig, type TrainSettings } from './settings';

export interface StepReport {
  /** From 1. */
  readonly step: number;
  /** Mean cross-entropy of the batch, nats a token, before the update. */
  readonly loss: number;
  /** Global gradient norm before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
  readonly elapsedMs: number;
}

export interface Trainer {
  readonly device: Device;
  readonly settings: TrainSettings;
  readonly weights: LlamaWeights;
  /** Steps done. */
  readonly step: number;
  /** Losses of all steps so far; a restored run has those before the checkpoint too. */
  readonly losses: readonly number[];
  /** Bytes of parameters, optimiser state and the step's program. */
  readonly bytes: number;
  /**
   * One step. A signal is heeded before it, never inside: half a step would be lost weights.
   * @throws GlassboxError loss-not-finite | cancelled | device-lost
   */
  advance(signal?: AbortSignal): Promise<StepReport>;
  /** Mean loss over `batches` fixed windows of another stream, nats a token. */
  evaluate(heldOut: ArrayLike<number>, batches: number, signal?: AbortSignal): Promise<number>;
  /** Everything needed to go on identically. */
  checkpoint(): Promise<Checkpoint>;
  dispose(): void;
}

export interface TrainerOptions {
  readonly settings: TrainSettings;
  readonly vocabSize: number;
  /** Token ids to train on. */
  readonly stream: ArrayLike<number>;
  /** Go on from here. */
  readonly checkpoint?: Checkpoint;
  readonly onCompile?: (compiled: number, total: number) => void;
}

/** @throws GlassboxError device-out-of-memory | text-too-short data as Error from drawBatch */
export async function createTrainer(device: Device, options: TrainerOptions): Promise<Trainer> {
  const { settings, vocabSize, stream, checkpoint } = options;
  const config = trainConfig(settings, vocabSize);
  const fresh = initialWeights(config, settings.seed);
  const source = checkpoint
    ? (name: string) => Float32Array.from(checkpoint.tensors[name]!)
    : (name: string, shape: readonly number[]) => fresh(name, shape);
  const weights = createLlamaWeights(device, config, { precision: 'f32' }, source);
  const state = createAdamwState(device, weights.variables);
  if (checkpoint)
    for (const variable of [...state.first, ...state.second])
      variable.write(checkpoint.tensors[variable.name]!);
  const { batch, context } = settings;
  const ones = device.variable('ones', f32(batch, context), new Float32Array(batch * context).fill(1));
  const program = await device.compile(recordStep(weights, state, settings, ones), {
    onProgress: options.onCompile,
  });
  let evaluation: Promise<Program> | undefined;
  const random = checkpoint ? restoreRandom(checkpoint.random) : createRandom(settings.seed).fork('batches');
  const losses = checkpoint ? [...checkpoint.losses] : [];
  let step = checkpoint?.step ?? 0;

  async function evaluate(heldOut: ArrayLike<number>, batches: number, signal?: AbortSignal) {
    evaluation ??= device.compile(recordLoss(weights, settings, ones).r);
    const compiled = await evaluation;
    const draws: Random = createRandom(settings.seed).fork('evaluation');
    let sum = 0;
    for (let i = 0; i < batches; i++) {
      const inputs = inputsOf(drawBatch(heldOut, settings, draws));
      const out = await compiled.run({ inputs, read: ['loss'], signal });
      sum += out['loss']![0]!;
    }
    return sum / batches;
  }

  return {
    device,
    settings,
    weights,
    losses,
    get step() {
      return step;
    },
    bytes: weights.bytes * 3 + program.bytes,
    evaluate,
    async advance(signal) {
      throwIfCancelled(signal);
      const started = performance.now();
      const rate = learningRate(step + 1, settings.schedule);
      const out = await program.run({
        inputs: inputsOf(drawBatch(stream, settings, random)),
        scalars: { rate, step: step + 1 },
        read: ['loss', 'norm'],
      });
      const loss = out['loss']![0]!;
      if (!Number.isFinite(loss))
        throw new GlassboxError('loss-not-finite', `The loss of step ${step + 1} is ${loss}.`, {
          step: step + 1,
        });
      step++;
      losses.push(loss);
      const elapsedMs = performance.now() - started;
      return { step, loss, gradientNorm: out['norm']![0]!, learningRate: rate, elapsedMs };
    },
    async checkpoint() {
      const tensors: Record<string, Float32Array> = {};
      for (const variable of [...weights.variables, ...state.first, ...state.second])
        tensors[variable.name] = Float32Array.from(await variable.read());
      return {
        version: 1,
        settings,
        vocabSize,
        step,
        random: random.state(),
        losses: Float32Array.from(losses),
        tensors,
        device: { kind: device.kind, label: device.label },
      };
    },
    dispose() {
      program.dispose();
      void evaluation?.then((compiled) => compiled.dispose());
      weights.dispose();
      for (const variable of [...state.first, ...state.second, ones]) variable.dispose();
    },
  };
}

const inputsOf = ({ ids, targets }: Batch): Record<string, Values> => ({ ids, targets });

/** Records the loss of a batch: inputs `ids` and `targets`, u32 `[B, T]`. */
function recordLoss(weights: LlamaWeights, { batch, context }: TrainSettings, ones: Variable) {
  const r = createRecording();
  const ids = r.input('ids', u32(batch, context));
  const targets = r.input('targets', u32(batch, context));
  const { loss } = crossEntropy(r, llamaForward(r, weights, ids), targets, r.use(ones));
  r.output('loss', loss);
  return { r, loss };
}

/** Records one step behind its loss: gradients, clipping, AdamW. Scalars `rate` and `step`. */
function recordStep(
  weights: LlamaWeights,
  state: AdamwState,
  settings: TrainSettings,
  ones: Variable,
): Recording {
  const { r, loss } = recordLoss(weights, settings, ones);
  const parameters = weights.variables;
  const slopes = gradients(
    r,
    loss,
    parameters.map((variable) => r.use(variable)),
  );
  const named = { rate: { scalar: 'rate' }, step: { scalar: 'step' } };
  r.output('norm', recordAdamw(r, parameters, slopes, state, named, settings.optimiser));
  return r;
}

/** Names of the ops of a training step, found by recording a tiny one. */
export function trainingOps(): Set<string> {
  const settings: TrainSettings = {
    ...TRAIN_DEFAULTS,
    layers: 1,
    hiddenSize: 8,
    heads: 2,
    kvHeads: 1,
    context: 2,
    batch: 1,
  };
  const device = openCpuDevice();
  const config = trainConfig(settings, 8);
  const weights = createLlamaWeights(device, config, { precision: 'f32' }, initialWeights(config, 1));
  const ones = device.variable('ones', f32(settings.batch, settings.context));
  return opsOf(recordStep(weights, createAdamwState(device, weights.variables), settings, ones));
}
