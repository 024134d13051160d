// What stands behind the page's inference worker, in this process: to hold the command line against it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInferService } from '../../src/lib/infer/service';
import type { WeightFormat } from '../../src/lib/models/llama/weights';

/** The service on the CPU device, with the model of a folder loaded in these formats. */
export async function pageService(folder: string, formats: Readonly<Record<string, WeightFormat>>) {
  const service = createInferService(undefined);
  const context = { signal: new AbortController().signal, progress: () => undefined };
  await service.open({ wish: 'cpu' }, context);
  const read = async (name: string) => new Uint8Array(await readFile(join(folder, name)));
  const files = {
    'config.json': await read('config.json'),
    'tokenizer.json': await read('tokenizer.json'),
    'model.safetensors': await read('model.safetensors'),
  };
  for (const [key, format] of Object.entries(formats))
    await service.load({ key, source: { files }, format }, context);
  return { service, context };
}
