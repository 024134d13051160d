/**
 * A Llama-shaped decoder, read top to bottom: embedding, L × (RMSNorm → attention → + → RMSNorm → SwiGLU → +),
 * RMSNorm, logits. `@source` Touvron et al., "LLaMA" (2023); grouped-query attention, Ainslie et al. (2023);
 * rotary positions, Su et al. (2021).
 */
import { attend, attendCached, attentionProbs, type KvCache } from '../../nn/attention';
import { add, embed, gatherRows, rmsNorm, rope, swiglu, type Ref } from '../../nn/functional';
import { NO_HOOKS, type Hooks } from '../../nn/hooks';
import { applyLinear } from '../../nn/linear';
import type { Recording } from '../../tensor/recording';
import type { LlamaConfig } from './config';
import type { LlamaBlock, LlamaWeights } from './weights';

export interface ForwardOptions {
  readonly hooks?: Hooks;
  /** Go on behind the tokens already in the cache; `position` is a scalar's name or a number. B must be 1. */
  readonly cache?: { readonly store: KvCache; readonly position: { scalar: string } | number };
  /** Rows of `[B·T]` whose logits are wanted, u32 `[R]`; all when absent. */
  readonly rows?: Ref;
}

/**
 * Records a forward pass.
 * @param ids u32 `[B, T]`
 * @returns logits f32 `[B, T, V]`, or `[R, V]` for R rows
 */
export function llamaForward(
  r: Recording,
  weights: LlamaWeights,
  ids: Ref,
  options: ForwardOptions = {},
): Ref {
  const { hooks = NO_HOOKS, rows } = options;
  let x = hooks.at('embed', embed(r, ids, weights.embedding));
  weights.blocks.forEach((block, i) => {
    x = runBlock(r, weights.config, block, i, x, options);
  });
  if (rows) x = gatherRows(r, x, rows);
  x = hooks.at('norm', rmsNorm(r, x, weights.norm, weights.config.normEps));
  return hooks.at('logits', applyLinear(r, x, weights.head));
}

function runBlock(
  r: Recording,
  config: LlamaConfig,
  block: LlamaBlock,
  index: number,
  x: Ref,
  options: ForwardOptions,
): Ref {
  const { hooks = NO_HOOKS } = options;
  const at = `blocks.${index}`;
  const mixed = runAttention(
    r,
    config,
    block,
    index,
    rmsNorm(r, x, block.inputNorm, config.normEps),
    options,
  );
  const middle = hooks.at(`${at}.resid_mid`, add(r, x, hooks.at(`${at}.attn.out`, mixed)));
  const normed = rmsNorm(r, middle, block.postNorm, config.normEps);
  const gated = swiglu(r, applyLinear(r, normed, block.gate), applyLinear(r, normed, block.up));
  const fed = hooks.at(`${at}.mlp.out`, applyLinear(r, gated, block.down));
  return hooks.at(`${at}.resid_post`, add(r, middle, fed));
}

function runAttention(
  r: Recording,
  config: LlamaConfig,
  block: LlamaBlock,
  index: number,
  x: Ref,
  { hooks = NO_HOOKS, cache }: ForwardOptions,
): Ref {
  const at = `blocks.${index}.attn`;
  const position = cache?.position ?? 0;
  const turn = { headDim: config.headDim, theta: config.ropeTheta, position };
  const q = hooks.at(`${at}.q`, rope(r, applyLinear(r, x, block.q), turn));
  const k = hooks.at(`${at}.k`, rope(r, applyLinear(r, x, block.k), turn));
  const v = hooks.at(`${at}.v`, applyLinear(r, x, block.v));
  if (!cache && hooks.wants(`${at}.probs`)) hooks.at(`${at}.probs`, attentionProbs(r, q, k, config));
  const mixed = cache
    ? attendCached(r, { q, k, v }, cache.store, index, position, config)
    : attend(r, q, k, v, config);
  return applyLinear(r, hooks.at(`${at}.mixed`, mixed), block.o);
}
