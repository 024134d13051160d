/**
 * Hooks: named points inside a model where its tensors can be read or changed. A model calls
 * `hooks.at(name, tensor)` at each point and goes on with what it gets back; with no hooks that costs nothing.
 *
 * Points of a decoder: `embed`, `blocks.3.attn.q|k|v` (q and k after RoPE), `blocks.3.attn.probs`,
 * `blocks.3.attn.out`, `blocks.3.resid_mid`, `blocks.3.mlp.out`, `blocks.3.resid_post`, `norm`, `logits`.
 */
import type { Ref } from '../kernels/op';
import type { Recording } from '../tensor/recording';

export interface Hooks {
  /** Whether this point is asked for; tensors that exist only for a hook (probs) are made only then. */
  wants(name: string): boolean;
  /** Sees the tensor; what it returns is used from here on. */
  at(name: string, tensor: Ref): Ref;
}

export const NO_HOOKS: Hooks = { wants: () => false, at: (_, tensor) => tensor };

/** Reads the named points back as outputs of the recording, under the same names. */
export function tapHooks(recording: Recording, names: Iterable<string>): Hooks {
  const asked = new Set(names);
  return {
    wants: (name) => asked.has(name),
    at(name, tensor) {
      if (asked.has(name)) recording.output(name, tensor);
      return tensor;
    },
  };
}
