// The training worker's entry: the service, with checkpoints in IndexedDB.
import { indexedDbStorage } from '$lib/store';
import { serveTraining } from '$lib/train/serve';

serveTraining(self, indexedDbStorage('checkpoints'));
