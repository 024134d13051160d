/**
 * Writes what the golden numbers are computed from — exact weights, ids and batches — to `.cache/golden/`, for
 * `tools/golden/golden.py`, which knows nothing else of this code.
 *
 *   node scripts/run-ts.mjs tools/golden/export.ts && /usr/bin/python3 tools/golden/golden.py
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRandom } from '../../src/lib/base/random';
import type { LlamaConfig } from '../../src/lib/models/llama/config';
import { initialWeights, type WeightSource } from '../../src/lib/models/llama/weights';
import { drawBatch } from '../../src/lib/train/batches';
import { trainConfig } from '../../src/lib/train/settings';
import {
  FORWARD_CONFIG,
  FORWARD_SEED,
  FORWARD_SHAPE,
  forwardIds,
  lively,
  TWIN_SETTINGS,
  TWIN_STEPS,
  TWIN_VOCAB,
  twinStream,
  weightsFingerprint,
} from '../../tests/support/golden';
import { huggingFaceConfig, weightsFile } from '../cli/write-model';

const OUT = '.cache/golden';

function write(name: string, config: LlamaConfig, source: WeightSource, rest: object): void {
  const fingerprint = weightsFingerprint(config, source);
  const json = { config: huggingFaceConfig(config), fingerprint, ...rest };
  writeFileSync(`${OUT}/${name}.safetensors`, weightsFile(config, source));
  writeFileSync(`${OUT}/${name}.json`, JSON.stringify(json));
}

mkdirSync(OUT, { recursive: true });
write('forward', FORWARD_CONFIG, lively(FORWARD_CONFIG, FORWARD_SEED), {
  shape: FORWARD_SHAPE,
  ids: [...forwardIds()],
});

// The trainer's own way to its batches: a fork of the run's seed, one draw a step.
const config = trainConfig(TWIN_SETTINGS, TWIN_VOCAB);
const random = createRandom(TWIN_SETTINGS.seed).fork('batches');
const stream = twinStream();
const batches = Array.from({ length: TWIN_STEPS }, () => {
  const { ids, targets } = drawBatch(stream, TWIN_SETTINGS, random);
  return { ids: [...ids], targets: [...targets] };
});
write('training', config, initialWeights(config, TWIN_SETTINGS.seed), { settings: TWIN_SETTINGS, batches });
