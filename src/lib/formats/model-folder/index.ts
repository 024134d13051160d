/**
 * A model in Hugging Face layout — config.json, tokenizer.json, model.safetensors — from anything that can give
 * a file by name: `fetch`, a folder on disk, OPFS, a test. Not here: sharded weights, and what a config means
 * (that is the model's own business).
 */
import { isJsonObject, readJson, type Json } from '../json';
import { fileError } from '../file-error';
import { readSafetensors, type SafeTensor } from '../safetensors';

export const MODEL_FILES = ['config.json', 'tokenizer.json', 'model.safetensors'] as const;
export type ModelFile = (typeof MODEL_FILES)[number];

export interface ModelFolder {
  /** Unchecked beyond being an object: `models/` validates the fields it needs. */
  config: { [key: string]: Json };
  /** As `tokenizers/` reads it. A vocabulary may hold the key `__proto__`: use Object.entries, never assign. */
  tokenizerJson: { [key: string]: Json };
  tensors: Map<string, SafeTensor>;
  /** Metadata of the weights file. */
  metadata: Record<string, string>;
  /** Bytes of each file as received. */
  sizeBytes: Record<ModelFile, number>;
}

/**
 * @param get gives one file; its rejections pass through unchanged
 * @throws GlassboxError file-truncated | file-malformed | file-unsupported, naming the file and the byte
 */
export async function readModelFolder(
  get: (name: ModelFile) => Promise<ArrayBuffer | Uint8Array>,
): Promise<ModelFolder> {
  const [configFile, tokenizerFile, weightsFile] = await Promise.all(
    MODEL_FILES.map((name) => get(name)) as [
      Promise<ArrayBuffer | Uint8Array>,
      Promise<ArrayBuffer | Uint8Array>,
      Promise<ArrayBuffer | Uint8Array>,
    ],
  );
  const config = asObject(readJson(configFile, { file: 'config.json', maxBytes: 2 ** 20 }), 'config.json');
  const tokenizerJson = asObject(
    readJson(tokenizerFile, {
      file: 'tokenizer.json',
      maxBytes: 32 * 2 ** 20,
      maxNodes: 2_000_000,
      protoKeys: 'keep',
    }),
    'tokenizer.json',
  );
  const { tensors, metadata } = readSafetensors(weightsFile, { file: 'model.safetensors' });
  const sizeBytes = {
    'config.json': configFile.byteLength,
    'tokenizer.json': tokenizerFile.byteLength,
    'model.safetensors': weightsFile.byteLength,
  };
  return { config, tokenizerJson, tensors, metadata, sizeBytes };
}

function asObject(value: Json, file: string): { [key: string]: Json } {
  if (isJsonObject(value)) return value;
  throw fileError('file-malformed', 'the JSON value is no object', {
    file,
    offset: 0,
    expected: 'an object',
    got: Array.isArray(value) ? 'an array' : String(value).slice(0, 40),
  });
}
