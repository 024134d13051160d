/** What a Llama-shaped decoder is made of, read from a Hugging Face `config.json`. */
import { GlassboxError } from '../../base/errors';

export interface LlamaConfig {
  /** Rows of the embedding: how many tokens there are. */
  readonly vocabSize: number;
  /** C: width of the residual stream. */
  readonly hiddenSize: number;
  /** L: number of blocks. */
  readonly layers: number;
  /** H: query heads a block. */
  readonly heads: number;
  /** Hk: key and value heads a block; H / Hk query heads share one. */
  readonly kvHeads: number;
  /** D: width of one head. */
  readonly headDim: number;
  /** Width of the SwiGLU layer. */
  readonly intermediateSize: number;
  /** Trained context, in tokens. */
  readonly maxPositions: number;
  /** Base of the rotary frequencies. */
  readonly ropeTheta: number;
  /** Added to the mean square in RMSNorm. */
  readonly normEps: number;
  /** Whether the output matrix is the embedding. */
  readonly tieEmbeddings: boolean;
}

/** @throws GlassboxError file-malformed naming the field. */
export function parseLlamaConfig(json: unknown): LlamaConfig {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw malformed('config.json', 'an object', JSON.stringify(json)?.slice(0, 40) ?? 'nothing');
  const fields = json as Record<string, unknown>;
  const positive = (name: string, fallback?: number) => {
    const value = fields[name] ?? fallback;
    if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value))
      throw malformed(name, 'a positive number', String(value));
    return value;
  };
  const count = (name: string, fallback?: number) => {
    const value = positive(name, fallback);
    if (!Number.isInteger(value) || value > 2 ** 24) throw malformed(name, 'a whole number', String(value));
    return value;
  };
  const heads = count('num_attention_heads');
  const hiddenSize = count('hidden_size');
  const config: LlamaConfig = {
    vocabSize: count('vocab_size'),
    hiddenSize,
    layers: count('num_hidden_layers'),
    heads,
    kvHeads: count('num_key_value_heads', heads),
    headDim: count('head_dim', hiddenSize / heads),
    intermediateSize: count('intermediate_size'),
    maxPositions: count('max_position_embeddings'),
    ropeTheta: positive('rope_theta', 10000),
    normEps: positive('rms_norm_eps', 1e-6),
    tieEmbeddings: fields['tie_word_embeddings'] === true,
  };
  if (heads % config.kvHeads !== 0)
    throw malformed('num_key_value_heads', `a divisor of ${heads}`, String(config.kvHeads));
  if (config.headDim % 2 !== 0) throw malformed('head_dim', 'an even number', String(config.headDim));
  return config;
}

const malformed = (field: string, expected: string, got: string) =>
  new GlassboxError('file-malformed', `config.json: ${field} must be ${expected}, got ${got}`, {
    file: 'config.json',
    field,
    expected,
    got,
  });

/** Name and shape `[rows, columns]` or `[size]` of every weight, in Hugging Face's names. */
export function llamaTensors(config: LlamaConfig): { name: string; shape: number[] }[] {
  const { hiddenSize: c, intermediateSize: f } = config;
  const queries = config.heads * config.headDim;
  const keys = config.kvHeads * config.headDim;
  const tensors = [{ name: 'model.embed_tokens.weight', shape: [config.vocabSize, c] }];
  for (let i = 0; i < config.layers; i++) {
    const at = `model.layers.${i}`;
    tensors.push(
      { name: `${at}.input_layernorm.weight`, shape: [c] },
      { name: `${at}.self_attn.q_proj.weight`, shape: [queries, c] },
      { name: `${at}.self_attn.k_proj.weight`, shape: [keys, c] },
      { name: `${at}.self_attn.v_proj.weight`, shape: [keys, c] },
      { name: `${at}.self_attn.o_proj.weight`, shape: [c, queries] },
      { name: `${at}.post_attention_layernorm.weight`, shape: [c] },
      { name: `${at}.mlp.gate_proj.weight`, shape: [f, c] },
      { name: `${at}.mlp.up_proj.weight`, shape: [f, c] },
      { name: `${at}.mlp.down_proj.weight`, shape: [c, f] },
    );
  }
  tensors.push({ name: 'model.norm.weight', shape: [c] });
  if (!config.tieEmbeddings) tensors.push({ name: 'lm_head.weight', shape: [config.vocabSize, c] });
  return tensors;
}

/** Number of parameters. */
export const parameterCount = (config: LlamaConfig): number =>
  llamaTensors(config).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
