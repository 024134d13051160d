/** A model on a device, from a folder and a weight format, as options say it. */
import { GlassboxError } from '../../src/lib/base/errors';
import type { ModelFolder } from '../../src/lib/formats/model-folder';
import { createLanguageModel, type LanguageModel } from '../../src/lib/models/language-model';
import type { Precision, WeightFormat } from '../../src/lib/models/llama/weights';
import type { Device } from '../../src/lib/tensor/device';
import { numberOf, oneOf, UsageError, type Options } from './arguments';

const PRECISIONS = ['f32', 'f16', 'int8', 'int4'] as const;
const DEFAULT_GROUP = 32;

/** `--weights` (or `name`) and `--group`. @throws UsageError */
export function formatOf(options: Options, name: string, fallback: Precision): WeightFormat {
  const precision = oneOf(options, name, PRECISIONS, fallback);
  const group = numberOf(options, 'group', { least: 4, most: 65536, whole: true }, DEFAULT_GROUP);
  if (group % 4 !== 0) throw new UsageError(`--group must be a multiple of 4, got "${group}"`);
  return precision === 'f32' || precision === 'f16' ? { precision } : { precision, group };
}

/** @throws GlassboxError file-malformed when config and tokenizer do not belong together. */
export function modelOf(device: Device, folder: ModelFolder, format: WeightFormat): LanguageModel {
  const model = createLanguageModel(device, folder, format);
  if (model.tokenizer.vocabSize <= model.config.vocabSize) return model;
  throw new GlassboxError(
    'file-malformed',
    `tokenizer.json has ${model.tokenizer.vocabSize} tokens, config.json's vocab_size is ${model.config.vocabSize}`,
  );
}

/** Reads ids of a text and says so when there are none. @throws GlassboxError text-empty */
export function idsOf(model: LanguageModel, text: string): number[] {
  const ids = model.tokenizer.encode(text);
  if (ids.length === 0) throw new GlassboxError('text-empty', 'The text is empty: there is nothing to read.');
  return ids;
}
