/** Decoding step by step on a KV cache. One decoder is one sequence. */
import { u32 } from '../base/shape';
import { llamaForward } from '../models/llama/model';
import type { LanguageModel } from '../models/language-model';
import { createKvCache } from '../nn/attention';
import type { Program } from '../tensor/device';
import { createRecording } from '../tensor/recording';
import { checkLength } from './analyse';

export interface Decoder {
  /** Tokens in the cache. */
  readonly length: number;
  readonly capacity: number;
  /** Bytes of the KV cache. */
  readonly cacheBytes: number;
  /**
   * Appends tokens and gives the logits `[V]` that follow the last of them.
   * @throws GlassboxError text-empty | text-too-long | cancelled | device-lost
   */
  advance(ids: readonly number[], signal?: AbortSignal): Promise<Float32Array>;
  /** Forgets all tokens; the memory stays. */
  reset(): void;
  dispose(): void;
}

/** Prompts are read in pieces of these lengths, so that few programs serve every prompt. */
const PIECES = [64, 16, 4, 1];

export function createDecoder(model: LanguageModel, capacity = model.config.maxPositions): Decoder {
  const cache = createKvCache(model.device, model.config.layers, model.config, capacity);
  const programs = new Map<number, Promise<Program>>();
  let length = 0;

  function programOf(size: number): Promise<Program> {
    let program = programs.get(size);
    if (!program) {
      const r = createRecording();
      const ids = r.input('ids', u32(1, size));
      const rows = r.input('rows', u32(1));
      const position = { scalar: 'position' };
      r.output('logits', llamaForward(r, model.weights, ids, { rows, cache: { store: cache, position } }));
      program = model.device.compile(r);
      programs.set(size, program);
      program.catch(() => programs.delete(size));
    }
    return program;
  }

  return {
    capacity,
    cacheBytes: cache.bytes,
    get length() {
      return length;
    },
    async advance(ids, signal) {
      checkLength(ids, capacity - length);
      let logits = new Float32Array();
      for (let at = 0; at < ids.length;) {
        const size = PIECES.find((piece) => piece <= ids.length - at)!;
        const program = await programOf(size);
        const isLast = at + size === ids.length;
        const out = await program.run({
          inputs: { ids: Uint32Array.from(ids.slice(at, at + size)), rows: Uint32Array.of(size - 1) },
          scalars: { position: length },
          read: isLast ? ['logits'] : [],
          signal,
        });
        if (isLast) logits = out['logits'] as Float32Array<ArrayBuffer>;
        length += size;
        at += size;
      }
      return logits;
    },
    reset: () => void (length = 0),
    dispose() {
      cache.dispose();
      for (const program of programs.values()) void program.then((p) => p.dispose());
      programs.clear();
    },
  };
}
