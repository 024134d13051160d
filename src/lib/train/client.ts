/** The page's end of a training worker; the lab brings the worker, because it knows where checkpoints go. */
import { connectWorker } from '../base/messaging';
import type { TrainContract } from './protocol';

/**
 * @example
 * // train.worker.ts of the lab: serveTraining(self, indexedDbStorage('checkpoints'))
 * const train = createTrainClient(new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' }));
 */
export const createTrainClient = (worker: Worker) => connectWorker<TrainContract>(worker);

export type TrainClient = ReturnType<typeof createTrainClient>;
