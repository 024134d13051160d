/** Writes a model in Hugging Face layout: config.json, tokenizer.json, model.safetensors (f32). */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromF32, writeSafetensors, type SafeTensor } from '../../src/lib/formats/safetensors';
import type { LlamaConfig } from '../../src/lib/models/llama/config';
import { llamaTensors } from '../../src/lib/models/llama/config';
import type { WeightSource } from '../../src/lib/models/llama/weights';

/** The fields that `parseLlamaConfig` reads, in Hugging Face's names. */
export const huggingFaceConfig = (config: LlamaConfig) => ({
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  vocab_size: config.vocabSize,
  hidden_size: config.hiddenSize,
  num_hidden_layers: config.layers,
  num_attention_heads: config.heads,
  num_key_value_heads: config.kvHeads,
  head_dim: config.headDim,
  intermediate_size: config.intermediateSize,
  max_position_embeddings: config.maxPositions,
  rope_theta: config.ropeTheta,
  rms_norm_eps: config.normEps,
  tie_word_embeddings: config.tieEmbeddings,
  hidden_act: 'silu',
  torch_dtype: 'float32',
});

/** All weights of a model as one safetensors file. */
export function weightsFile(config: LlamaConfig, source: WeightSource): Uint8Array {
  const tensors = llamaTensors(config).map(({ name, shape }): [string, SafeTensor] => [
    name,
    fromF32(source(name, shape), shape, 'F32'),
  ]);
  return writeSafetensors(tensors, { format: 'pt' });
}

export async function writeModel(
  folder: string,
  config: LlamaConfig,
  tokenizerJson: string,
  source: WeightSource,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'config.json'), JSON.stringify(huggingFaceConfig(config), null, 2) + '\n');
  await writeFile(join(folder, 'tokenizer.json'), tokenizerJson);
  await writeFile(join(folder, 'model.safetensors'), weightsFile(config, source));
}
