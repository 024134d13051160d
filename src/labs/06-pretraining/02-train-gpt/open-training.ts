// Starts this lab's training worker.
import { createTrainClient, type TrainClient } from '$lib/train/client';

export const openTraining = (): TrainClient =>
  createTrainClient(new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' }));
