/** What a lab's training worker calls with its port and its storage. */
import { serve, type Port } from '../base/messaging';
import type { StoragePort } from '../base/storage';
import type { TrainContract } from './protocol';
import { createTrainService } from './service';

export const serveTraining = (port: unknown, storage: StoragePort): void =>
  serve<TrainContract>(port as Port, createTrainService({ gpu: navigator.gpu, storage }));
