/** One forward pass over a whole text, with the insides that were asked for. */
import type { Values } from '../base/dtype';
import { GlassboxError } from '../base/errors';
import { u32 } from '../base/shape';
import { llamaForward } from '../models/llama/model';
import type { LanguageModel } from '../models/language-model';
import { softmax } from '../nn/functional';
import { tapHooks } from '../nn/hooks';
import type { Program } from '../tensor/device';
import { createRecording } from '../tensor/recording';

/** A tensor read from inside the model. */
export interface Tap {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Analysis {
  /** f32 `[T, V]` when all were asked for, `[1, V]` for the last position. */
  readonly logits: Float32Array;
  /** Softmax of the last position's logits, made on the device. */
  readonly probabilities: Float32Array;
  /** By hook name; see nn/hooks.ts. */
  readonly taps: Record<string, Tap>;
  /** From the first write to the last byte read back, compiling excluded. */
  readonly elapsedMs: number;
  /** Compiling this length and set of taps; 0 when it was compiled before. */
  readonly compileMs: number;
}

export interface AnalyseOptions {
  readonly taps?: readonly string[];
  /** Logits of all positions, or only of the last (default). */
  readonly logits?: 'all' | 'last';
  readonly signal?: AbortSignal;
  readonly onCompile?: (compiled: number, total: number) => void;
}

export interface Analyser {
  /** @throws GlassboxError text-empty | text-too-long | cancelled | device-lost */
  run(ids: readonly number[], options?: AnalyseOptions): Promise<Analysis>;
  dispose(): void;
}

const KEPT_PROGRAMS = 6;

interface Compiled {
  readonly program: Program;
  readonly shapes: Map<string, readonly number[]>;
}

export function createAnalyser(model: LanguageModel): Analyser {
  const programs = new Map<string, Compiled>();

  async function compiled(length: number, options: AnalyseOptions): Promise<Compiled> {
    const { taps = [], logits = 'last' } = options;
    const key = `${length}|${logits}|${[...taps].sort().join()}`;
    const known = programs.get(key);
    if (known) {
      programs.delete(key);
      programs.set(key, known);
      return known;
    }
    const r = createRecording();
    const ids = r.input('ids', u32(1, length));
    const last = r.input('last', u32(1));
    const rows = logits === 'last' ? last : undefined;
    const out = llamaForward(r, model.weights, ids, { hooks: tapHooks(r, taps), rows });
    r.output('logits', out);
    if (rows) r.output('probabilities', softmax(r, out));
    const program = await model.device.compile(r, { onProgress: options.onCompile });
    const shapes = new Map([...r.outputs].map(([name, ref]) => [name, ref.spec.shape]));
    for (const [oldest, { program: old }] of programs) {
      if (programs.size < KEPT_PROGRAMS) break;
      programs.delete(oldest);
      old.dispose();
    }
    programs.set(key, { program, shapes });
    return { program, shapes };
  }

  return {
    async run(ids, options = {}) {
      checkLength(ids, model.config.maxPositions);
      const before = performance.now();
      const { program, shapes } = await compiled(ids.length, options);
      const started = performance.now();
      const out = await program.run({
        inputs: { ids: Uint32Array.from(ids), last: Uint32Array.of(ids.length - 1) },
        read: [...shapes.keys()],
        signal: options.signal,
      });
      const elapsedMs = performance.now() - started;
      const taps: Record<string, Tap> = {};
      for (const name of options.taps ?? [])
        if (out[name]) taps[name] = { shape: shapes.get(name)!, data: out[name] as Float32Array };
      const logits = out['logits'] as Float32Array;
      const probabilities = out['probabilities'] ?? softmaxOf(logits.subarray(-model.config.vocabSize));
      return { logits, probabilities: asF32(probabilities), taps, elapsedMs, compileMs: started - before };
    },
    dispose() {
      for (const { program } of programs.values()) program.dispose();
      programs.clear();
    },
  };
}

const asF32 = (values: Values) => (values instanceof Float32Array ? values : Float32Array.from(values));

/** @throws GlassboxError text-empty | text-too-long */
export function checkLength(ids: { readonly length: number }, most: number): void {
  if (ids.length === 0) throw new GlassboxError('text-empty', 'There is no token to read.');
  if (ids.length > most)
    throw new GlassboxError('text-too-long', `${ids.length} tokens, the model was trained on ${most}.`, {
      tokens: ids.length,
      most,
    });
}

/** Softmax in f64 of one row of logits. */
export function softmaxOf(logits: ArrayLike<number>): Float64Array {
  let most = -Infinity;
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i]!);
  const out = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < out.length; i++) sum += out[i] = Math.exp(logits[i]! - most);
  for (let i = 0; i < out.length; i++) out[i] = out[i]! / sum;
  return out;
}
