// The page's end of the forge's worker.
import { shippedFileUrl } from '$lib/school/shipped-model';
import { connectWorker } from '$lib/base/messaging';
import type { ForgeContract } from './protocol';

/** Starts the worker; `terminate` when the page is left. */
export const createForgeClient = () =>
  connectWorker<ForgeContract>(new Worker(new URL('./forge.worker.ts', import.meta.url), { type: 'module' }));

export type ForgeClient = ReturnType<typeof createForgeClient>;

/** The shipped model's tokenizer; absolute, because a worker's own address is another. */
export const pocketUrl = (): string => shippedFileUrl('tokenizer.json');
