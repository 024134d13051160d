/** A run frozen between two steps, and the latest one kept through the storage port. */
import { GlassboxError } from '../base/errors';
import type { RandomState } from '../base/random';
import type { StoragePort } from '../base/storage';
import type { TrainSettings } from './settings';

export interface Checkpoint {
  readonly version: 1;
  readonly settings: TrainSettings;
  readonly vocabSize: number;
  readonly step: number;
  /** Of the batch generator. */
  readonly random: RandomState;
  /** Loss of each step so far. */
  readonly losses: Float32Array;
  /** Parameters by name; moments as `m.<name>` and `v.<name>`. */
  readonly tensors: Readonly<Record<string, Float32Array>>;
  /** Where it was computed: elsewhere a run continues, but does not repeat bit by bit. */
  readonly device: { readonly kind: 'webgpu' | 'cpu'; readonly label: string };
}

/** What a list of runs shows, kept beside the data and written with it. */
export interface RunManifest<Extra = unknown> {
  readonly version: 1;
  readonly id: string;
  readonly step: number;
  readonly loss: number;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly bytes: number;
  /** What the lab adds: the corpus and its tokenizer. */
  readonly extra: Extra;
}

const dataKey = (id: string) => `run/${id}/data`;
const manifestKey = (id: string) => `run/${id}/manifest`;

/** Writes manifest and data together or not at all. @throws GlassboxError storage-full | storage-blocked | storage-failed */
export async function saveRun<Extra>(
  storage: StoragePort,
  id: string,
  checkpoint: Checkpoint,
  extra: Extra,
): Promise<RunManifest<Extra>> {
  const bytes = Object.values(checkpoint.tensors).reduce((sum, tensor) => sum + tensor.byteLength, 0);
  const loss = checkpoint.losses.at(-1) ?? NaN;
  const savedAt = new Date().toISOString();
  const manifest = { version: 1 as const, id, step: checkpoint.step, loss, savedAt, bytes, extra };
  await storage.putAll([
    [dataKey(id), checkpoint],
    [manifestKey(id), manifest],
  ]);
  return manifest;
}

/** @throws GlassboxError file-malformed when what is stored is no checkpoint of this version. */
export async function loadRun<Extra>(
  storage: StoragePort,
  id: string,
): Promise<{ manifest: RunManifest<Extra>; checkpoint: Checkpoint } | undefined> {
  const [manifest, checkpoint] = await Promise.all([
    storage.get<RunManifest<Extra>>(manifestKey(id)),
    storage.get<Checkpoint>(dataKey(id)),
  ]);
  if (!manifest || !checkpoint) return undefined;
  if (checkpoint.version !== 1 || manifest.step !== checkpoint.step)
    throw new GlassboxError('file-malformed', `Run ${id} cannot be read: version ${checkpoint.version}.`, {
      file: id,
      expected: 'version 1',
      got: `version ${checkpoint.version}`,
    });
  return { manifest, checkpoint };
}

/** Manifests of all runs, newest first. */
export async function listRuns<Extra>(storage: StoragePort): Promise<RunManifest<Extra>[]> {
  const keys = (await storage.list('run/')).filter((key) => key.endsWith('/manifest'));
  const manifests = await Promise.all(keys.map((key) => storage.get<RunManifest<Extra>>(key)));
  return manifests
    .filter((manifest) => manifest !== undefined)
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

export async function deleteRun(storage: StoragePort, id: string): Promise<void> {
  await storage.delete(manifestKey(id));
  await storage.delete(dataKey(id));
}
