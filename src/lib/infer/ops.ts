/** Which ops inference records: found by recording a tiny model, so that the list cannot fall behind the model. */
import { u32 } from '../base/shape';
import { llamaForward } from '../models/llama/model';
import { createLlamaWeights, initialWeights, type WeightFormat } from '../models/llama/weights';
import { createKvCache } from '../nn/attention';
import { crossEntropy, softmax } from '../nn/functional';
import { tapHooks } from '../nn/hooks';
import { openCpuDevice } from '../tensor/cpu-device';
import { createRecording, opsOf } from '../tensor/recording';

const TINY = {
  vocabSize: 8,
  hiddenSize: 8,
  layers: 1,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
  intermediateSize: 8,
  maxPositions: 8,
  ropeTheta: 10000,
  normEps: 1e-5,
  tieEmbeddings: true,
};

/** Names of the ops of a whole pass, a cached pass and a loss, in the stored formats. */
export function inferenceOps(): Set<string> {
  const device = openCpuDevice();
  const formats: WeightFormat[] = [{ precision: 'f16' }, { precision: 'int4', group: 8 }];
  return new Set(
    formats.flatMap((format) => {
      const weights = createLlamaWeights(device, TINY, format, initialWeights(TINY, 1));
      const r = createRecording();
      const ids = r.input('ids', u32(1, 2));
      const rows = r.input('rows', u32(1));
      const hooks = tapHooks(r, ['blocks.0.attn.probs']);
      softmax(r, llamaForward(r, weights, ids, { hooks, rows }));
      const ones = device.variable('ones', { dtype: 'f32', shape: [1, 2] });
      crossEntropy(r, llamaForward(r, weights, ids), r.input('targets', u32(1, 2)), r.use(ones));
      const store = createKvCache(device, TINY.layers, TINY, TINY.maxPositions);
      llamaForward(r, weights, ids, { rows, cache: { store, position: 0 } });
      return [...opsOf(r)];
    }),
  );
}
