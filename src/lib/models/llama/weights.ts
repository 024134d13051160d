/** The weights of a Llama-shaped decoder on a device, in f32, f16, int8 or int4. */
import { bytesOf, type Values } from '../../base/dtype';
import { packHalf } from '../../base/half';
import { createRandom } from '../../base/random';
import { linearVariables, type Linear } from '../../nn/linear';
import { quantiseRtn } from '../../quant/rtn';
import type { Device, Variable } from '../../tensor/device';
import { llamaTensors, type LlamaConfig } from './config';

/** How matrices are stored. Norm gains are always f32; with int8 and int4 the embedding stays f16. */
export type Precision = 'f32' | 'f16' | 'int8' | 'int4';

export interface WeightFormat {
  readonly precision: Precision;
  /** Weights that share one scale along a row (int8, int4). */
  readonly group?: number;
}

export interface LlamaBlock {
  readonly inputNorm: Variable;
  readonly q: Linear;
  readonly k: Linear;
  readonly v: Linear;
  readonly o: Linear;
  readonly postNorm: Variable;
  readonly gate: Linear;
  readonly up: Linear;
  readonly down: Linear;
}

export interface LlamaWeights {
  readonly config: LlamaConfig;
  readonly format: WeightFormat;
  /** `[V, C]`, f32 or f16. */
  readonly embedding: Variable;
  readonly blocks: readonly LlamaBlock[];
  readonly norm: Variable;
  /** The output matrix; the embedding itself when tied. */
  readonly head: Linear;
  /** Every variable once, in the order of the file. */
  readonly variables: readonly Variable[];
  /** Bytes of all variables on the device. */
  readonly bytes: number;
  dispose(): void;
}

/** Values of one tensor in f32, row-major, by its Hugging Face name. */
export type WeightSource = (name: string, shape: readonly number[]) => Float32Array;

/** @throws whatever `source` throws when a tensor is missing or misshapen. */
export function createLlamaWeights(
  device: Device,
  config: LlamaConfig,
  format: WeightFormat,
  source: WeightSource,
): LlamaWeights {
  const shapes = new Map(llamaTensors(config).map(({ name, shape }) => [name, shape]));
  const variables: Variable[] = [];
  const keep = (name: string, spec: Variable['spec'], values: Values) => {
    const variable = device.variable(name, spec, values);
    variables.push(variable);
    return variable;
  };
  const values = (name: string) => source(name, shapes.get(name)!);
  const plain = (name: string) => keep(name, { dtype: 'f32', shape: shapes.get(name)! }, values(name));
  const half = (name: string) => {
    const [rows, columns] = shapes.get(name) as [number, number];
    return keep(name, { dtype: 'f16', shape: [rows, columns] }, packHalf(values(name), rows, columns));
  };
  const linear = (name: string): Linear => {
    if (format.precision === 'f32') return { weight: plain(name) };
    if (format.precision === 'f16') return { weight: half(name) };
    const shape = shapes.get(name) as [number, number];
    const group = format.group ?? 32;
    const bits = format.precision === 'int8' ? 8 : 4;
    const quantised = quantiseRtn(values(name), shape, { bits, group });
    const weight = keep(name, { dtype: format.precision, shape }, quantised.words);
    const scaleShape = [shape[0], Math.ceil(shape[1] / group)];
    const scales = keep(`${name}.scales`, { dtype: 'f16', shape: scaleShape }, quantised.scales);
    return { weight, scales, group };
  };

  const embedName = 'model.embed_tokens.weight';
  const embedding = format.precision === 'f32' ? plain(embedName) : half(embedName);
  const blocks = Array.from({ length: config.layers }, (_, i): LlamaBlock => {
    const at = `model.layers.${i}`;
    return {
      inputNorm: plain(`${at}.input_layernorm.weight`),
      q: linear(`${at}.self_attn.q_proj.weight`),
      k: linear(`${at}.self_attn.k_proj.weight`),
      v: linear(`${at}.self_attn.v_proj.weight`),
      o: linear(`${at}.self_attn.o_proj.weight`),
      postNorm: plain(`${at}.post_attention_layernorm.weight`),
      gate: linear(`${at}.mlp.gate_proj.weight`),
      up: linear(`${at}.mlp.up_proj.weight`),
      down: linear(`${at}.mlp.down_proj.weight`),
    };
  });
  const norm = plain('model.norm.weight');
  const head = config.tieEmbeddings ? { weight: embedding } : linear('lm_head.weight');
  return {
    config,
    format,
    embedding,
    blocks,
    norm,
    head,
    variables,
    bytes: variables.reduce((sum, { spec }) => sum + bytesOf(spec), 0),
    dispose: () => variables.forEach((variable) => variable.dispose()),
  };
}

/** Bytes of the matrices alone with their scales, and how many weights they hold: bytes a weight. */
export function matrixBytes({ blocks }: LlamaWeights): { bytes: number; weights: number } {
  const layers = blocks.flatMap(({ q, k, v, o, gate, up, down }) => [q, k, v, o, gate, up, down]);
  return {
    bytes: layers.flatMap(linearVariables).reduce((sum, { spec }) => sum + bytesOf(spec), 0),
    weights: layers.reduce((sum, { weight }) => sum + weight.spec.shape[0]! * weight.spec.shape[1]!, 0),
  };
}

/**
 * Fresh weights: normal with standard deviation 0.02, residual outputs scaled by 1/√(2L), gains 1.
 * `@source` GPT-2 (Radford et al., 2019) §2.3. Same seed, same weights, whatever the order of asking.
 */
export function initialWeights(config: LlamaConfig, seed: number): WeightSource {
  const random = createRandom(seed);
  const residual = 0.02 / Math.sqrt(2 * config.layers);
  return (name, shape) => {
    const size = shape.reduce((a, b) => a * b, 1);
    if (shape.length === 1) return new Float32Array(size).fill(1);
    const own = random.fork(name);
    const scale = /o_proj|down_proj/.test(name) ? residual : 0.02;
    return Float32Array.from({ length: size }, () => own.normal() * scale);
  };
}
