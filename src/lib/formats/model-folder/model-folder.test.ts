// A folder given file by file; a bad file is named, a missing one passes its own error through.
import { describe, expect, it } from 'vitest';
import { GlassboxError } from '../../base/errors';
import { fromF32, toF32, writeSafetensors } from '../safetensors';
import { readModelFolder, type ModelFile } from '.';

const text = (value: string) => new TextEncoder().encode(value);
const files: Record<ModelFile, Uint8Array> = {
  'config.json': text('{"hidden_size": 2, "model_type": "llama"}'),
  'tokenizer.json': text('{"model": {"vocab": {"__proto__": 0, "a": 1}}}'),
  'model.safetensors': writeSafetensors([['w', fromF32(new Float32Array([1, -2]), [1, 2], 'F16')]], {
    format: 'pt',
  }),
};
const getter =
  (changed: Partial<Record<ModelFile, Uint8Array>> = {}) =>
  async (name: ModelFile) =>
    changed[name] ?? files[name];

async function refusal(changed: Partial<Record<ModelFile, Uint8Array>>): Promise<GlassboxError> {
  const error: unknown = await readModelFolder(getter(changed)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GlassboxError);
  return error as GlassboxError;
}

describe('readModelFolder', () => {
  it('reads config, tokeniser and tensors', async () => {
    const folder = await readModelFolder(getter());
    expect(folder.config).toEqual({ hidden_size: 2, model_type: 'llama' });
    expect(Object.keys((folder.tokenizerJson['model'] as { vocab: object }).vocab)).toEqual([
      '__proto__',
      'a',
    ]);
    expect([...toF32(folder.tensors.get('w')!)]).toEqual([1, -2]);
    expect(folder.metadata).toEqual({ format: 'pt' });
    expect(folder.sizeBytes['config.json']).toBe(files['config.json'].length);
  });

  it('takes whole ArrayBuffers as fetch gives them', async () => {
    const folder = await readModelFolder(async (name) => new Uint8Array(files[name]).buffer);
    expect([...toF32(folder.tensors.get('w')!)]).toEqual([1, -2]);
  });

  it('names the bad file and the byte', async () => {
    const page = text('<!doctype html><title>404</title>');
    expect((await refusal({ 'config.json': page })).data).toMatchObject({ file: 'config.json', offset: 0 });
    expect((await refusal({ 'config.json': text('[1]') })).code).toBe('file-malformed');
    expect((await refusal({ 'tokenizer.json': text('{"model"') })).code).toBe('file-truncated');
    const weights = files['model.safetensors'];
    const cut = await refusal({ 'model.safetensors': weights.slice(0, weights.length - 1) });
    expect(cut.code).toBe('file-truncated');
    expect(cut.data).toMatchObject({
      file: 'model.safetensors',
      offset: weights.length - 1,
      expected: weights.length,
    });
  });

  it('passes the getter’s own failure through', async () => {
    const gone = new GlassboxError('network-failed', 'no such file');
    await expect(readModelFolder(async () => Promise.reject(gone))).rejects.toBe(gone);
  });
});
