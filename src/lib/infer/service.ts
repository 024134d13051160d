/** The handlers behind the inference worker: models by key on one device. No Worker here, so a test can use it. */
import { GlassboxError } from '../base/errors';
import { fetchOwnFile } from '../base/fetch-gate';
import type { Handlers } from '../base/messaging';
import { readModelFolder, type ModelFolder } from '../formats/model-folder';
import { createLanguageModel, type LanguageModel } from '../models/language-model';
import { parameterCount } from '../models/llama/config';
import { matrixBytes } from '../models/llama/weights';
import { openDevice, type DeviceWish, type OpenedDevice } from '../tensor/open-device';
import { describeTokens } from '../tokenizers/pieces';
import { checkLength, createAnalyser, type Analyser } from './analyse';
import { comparePosition, compareText } from './compare';
import { createDecoder, type Decoder } from './decoder';
import { duel } from './duel';
import { generate } from './generate';
import { inferenceOps } from './ops';
import { perplexityOf } from './perplexity';
import type { DeviceReport, InferContract, LoadProgress, ModelSource } from './protocol';
import { boundariesOf } from './windows';

interface Loaded {
  readonly model: LanguageModel;
  readonly analyser: Analyser;
  decoder?: Decoder;
  readonly bos?: number;
  readonly eos?: number;
}

/** @param gpu `navigator.gpu`, or undefined where there is none */
export function createInferService(gpu: GPU | undefined): Handlers<InferContract> {
  let opened: Promise<OpenedDevice> | undefined;
  const models = new Map<string, Loaded>();
  const files = new Map<string, Promise<ModelFolder>>();

  const open = (wish: DeviceWish) => {
    if (!opened) {
      opened = openDevice(wish, gpu, inferenceOps());
      void opened.then(({ device }) => device.lost).then(forget);
    }
    return opened;
  };
  /** After a loss the next `open` gets a new device, and models are loaded again; their files are still here. */
  const forget = () => {
    opened = undefined;
    models.clear();
  };
  const reportOf = ({ device, fallback, parity }: OpenedDevice): DeviceReport => ({
    kind: device.kind,
    label: device.label,
    fallback,
    parity,
  });
  function get(key: string): Loaded {
    const loaded = models.get(key);
    if (!loaded) throw new GlassboxError('unexpected', `No model is loaded as "${key}".`, { detail: key });
    return loaded;
  }
  const decoderOf = (loaded: Loaded) => (loaded.decoder ??= createDecoder(loaded.model));
  function unload(key: string): void {
    const loaded = models.get(key);
    loaded?.analyser.dispose();
    loaded?.decoder?.dispose();
    loaded?.model.dispose();
    models.delete(key);
  }
  function folderOf(source: ModelSource, progress: (event: LoadProgress) => void, signal: AbortSignal) {
    if ('files' in source) return readModelFolder(async (name) => source.files[name]);
    const known = files.get(source.url);
    if (known) return known;
    const sizes = new Map<string, number>();
    const folder = readModelFolder((name) =>
      fetchOwnFile(`${source.url}/${name}`, {
        signal,
        onBytes(received) {
          sizes.set(name, received);
          progress({ phase: 'download', received: [...sizes.values()].reduce((a, b) => a + b, 0) });
        },
      }),
    );
    files.set(source.url, folder);
    folder.catch(() => files.delete(source.url));
    return folder;
  }

  return {
    open: async ({ wish }) => reportOf(await open(wish)),
    async load({ key, source, format }, { progress, signal }) {
      const { device } = await open('auto');
      const folder = await folderOf(source, progress, signal);
      progress({ phase: 'load' });
      const started = performance.now();
      const model = createLanguageModel(device, folder, format);
      unload(key);
      const { bos, eos } = boundariesOf(model.tokenizer);
      models.set(key, { model, analyser: createAnalyser(model), bos, eos });
      const { config, weights } = model;
      const elapsedMs = performance.now() - started;
      const parameters = parameterCount(config);
      const { bytes } = weights;
      return { config, format, parameters, bytes, matrices: matrixBytes(weights), bos, eos, elapsedMs };
    },
    unload: ({ key }) => unload(key),
    tokenize({ key, text, most }) {
      const { tokenizer } = get(key).model;
      const ids = tokenizer.encode(text);
      if (most !== undefined) checkLength(ids, most);
      return describeTokens(tokenizer, ids);
    },
    describe({ key, ids }) {
      const { tokenizer } = get(key).model;
      return ids.flatMap((id) => describeTokens(tokenizer, [id]));
    },
    async analyse({ key, ids, taps, logits }, { progress, signal }) {
      const { analyser, model } = get(key);
      const onCompile = (compiled: number, total: number) => progress({ phase: 'compile', compiled, total });
      const analysis = await analyser.run(ids, { taps, logits, signal, onCompile });
      return { ...analysis, counters: { ...model.device.counters } };
    },
    async generate({ key, ids, tokens, sampling, seed }, { progress, signal }) {
      const loaded = get(key);
      const { tokenizer } = loaded.model;
      const made: number[] = [];
      const started = performance.now();
      let first = 0;
      const stop = loaded.eos === undefined ? [] : [loaded.eos];
      for await (const { id } of generate(decoderOf(loaded), ids, { tokens, sampling, seed, stop, signal })) {
        first ||= performance.now();
        made.push(id);
        progress(describeTokens(tokenizer, [id])[0]!);
      }
      const now = performance.now();
      const text = tokenizer.decode([...ids, ...made]);
      return { ids: made, text, promptMs: (first || now) - started, elapsedMs: now - (first || now) };
    },
    async duel({ keys, ids, tokens, sampling, seed }, { progress, signal }) {
      const sides = [get(keys[0]), get(keys[1])] as const;
      const { tokenizer } = sides[0].model;
      const made: [number[], number[]] = [[], []];
      const stop = sides[0].eos === undefined ? [] : [sides[0].eos];
      let last: { elapsedMs: readonly [number, number]; promptMs: readonly [number, number] } | undefined;
      const piece = (id: number | undefined) =>
        id === undefined ? undefined : describeTokens(tokenizer, [id])[0];
      const decoders = [decoderOf(sides[0]), decoderOf(sides[1])] as const;
      for await (const step of duel(decoders, ids, { tokens, sampling, seed, stop, signal })) {
        step.ids.forEach((id, side) => id !== undefined && made[side]!.push(id));
        progress({
          index: step.index,
          pieces: [piece(step.ids[0]), piece(step.ids[1])],
          elapsedMs: step.elapsedMs,
        });
        last = step;
      }
      const longest = Math.max(made[0].length, made[1].length);
      const divergence = Array.from({ length: longest }, (_, i) => i).find((i) => made[0][i] !== made[1][i]);
      return {
        ids: made,
        texts: [tokenizer.decode(made[0]), tokenizer.decode(made[1])],
        divergence,
        promptMs: last?.promptMs ?? [0, 0],
        elapsedMs: last?.elapsedMs ?? [0, 0],
      };
    },
    async compare({ keys, ids }, { signal }) {
      const [a, b] = [get(keys[0]), get(keys[1])];
      const first = await a.analyser.run(ids, { logits: 'all', signal });
      const second = await b.analyser.run(ids, { logits: 'all', signal });
      const width = a.model.config.vocabSize;
      return ids.map((_, i) =>
        comparePosition(
          first.logits.subarray(i * width, (i + 1) * width),
          second.logits.subarray(i * width, (i + 1) * width),
        ),
      );
    },
    compareText({ keys, ids }, { progress, signal }) {
      const [a, b] = [get(keys[0]), get(keys[1])];
      const { maxPositions: context, vocabSize } = a.model.config;
      const onProgress = (done: number, total: number) => progress({ done, total });
      const options = { context, vocabSize, bos: a.bos, signal, onProgress };
      return compareText([a.analyser, b.analyser], ids, options);
    },
    async perplexity({ key, ids }, { progress, signal }) {
      const { model, bos } = get(key);
      const onProgress = (done: number, total: number) => progress({ done, total });
      const { nll, perplexity, tokens } = await perplexityOf(model, ids, { bos, signal, onProgress });
      return { nll, perplexity, tokens };
    },
  };
}
