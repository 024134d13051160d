/** The page's end of the inference worker. Import this, never the worker. */
import { connectWorker } from '../base/messaging';
import type { InferContract } from './protocol';

/**
 * Starts a worker. Call `open`, then `load`, then the rest; `terminate` when the page is left.
 * @example
 * const infer = createInferClient();
 * const device = await infer.call('open', { wish: 'auto' });
 * await infer.call('load', { key: 'fp16', source: { url: shippedModelUrl() }, format: { precision: 'f16' } });
 * const pieces = await infer.call('tokenize', { key: 'fp16', text });
 * const { taps } = await infer.call('analyse', { key: 'fp16', ids, taps: ['blocks.0.attn.probs'] });
 */
export const createInferClient = () =>
  connectWorker<InferContract>(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));

export type InferClient = ReturnType<typeof createInferClient>;
