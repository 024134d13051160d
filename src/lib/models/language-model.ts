/** A language model ready to run: configuration, tokenizer and weights on one device. */
import { GlassboxError } from '../base/errors';
import { sameShape, showShape } from '../base/shape';
import type { ModelFolder } from '../formats/model-folder';
import { toF32 } from '../formats/safetensors';
import type { Device } from '../tensor/device';
import { readTokenizerJson } from '../tokenizers/tokenizer-json';
import type { Tokenizer } from '../tokenizers/tokenizer';
import { parseLlamaConfig, type LlamaConfig } from './llama/config';
import { createLlamaWeights, type LlamaWeights, type WeightFormat, type WeightSource } from './llama/weights';

export interface LanguageModel {
  readonly device: Device;
  readonly config: LlamaConfig;
  readonly tokenizer: Tokenizer;
  readonly weights: LlamaWeights;
  dispose(): void;
}

/** Weights of a folder, checked for presence and shape. */
export function folderWeights(folder: ModelFolder): WeightSource {
  return (name, shape) => {
    const tensor = folder.tensors.get(name);
    if (!tensor)
      throw new GlassboxError('file-malformed', `model.safetensors: there is no tensor ${name}`, {
        file: 'model.safetensors',
        expected: name,
        got: 'nothing',
      });
    if (!sameShape(tensor.shape, shape))
      throw new GlassboxError(
        'file-malformed',
        `model.safetensors: ${name} must have shape ${showShape(shape)}, got ${showShape(tensor.shape)}`,
        { file: 'model.safetensors', expected: showShape(shape), got: showShape(tensor.shape) },
      );
    return toF32(tensor);
  };
}

/**
 * Puts a model in Hugging Face layout on a device.
 * @throws GlassboxError file-malformed | file-unsupported | device-out-of-memory
 */
export function createLanguageModel(
  device: Device,
  folder: ModelFolder,
  format: WeightFormat,
): LanguageModel {
  const config = parseLlamaConfig(folder.config);
  const tokenizer = readTokenizerJson(folder.tokenizerJson);
  const weights = createLlamaWeights(device, config, format, folderWeights(folder));
  return { device, config, tokenizer, weights, dispose: weights.dispose };
}
