// What a link to this lab carries: everything but a pasted text, which is too long for a link.
import type { RunPlan } from '$lib/train/protocol';
import { TRAIN_DEFAULTS } from '$lib/train/settings';
import { defineState, readInteger, readNumber, readOneOf } from '$lib/school/share';

export const CORPORA = ['tales-en', 'tales-zh', 'text'] as const;
export const LAYERS = [1, 2, 3, 4] as const;
export const WIDTHS = [32, 64, 96, 128] as const;
export const CONTEXTS = [32, 64, 128] as const;
export const BATCHES = [4, 8, 16] as const;
export const VOCABULARIES = [256, 384, 512, 768, 1024] as const;

export interface TrainState {
  corpus: (typeof CORPORA)[number];
  vocabSize: (typeof VOCABULARIES)[number];
  layers: (typeof LAYERS)[number];
  width: (typeof WIDTHS)[number];
  context: (typeof CONTEXTS)[number];
  batch: (typeof BATCHES)[number];
  learningRate: number;
  steps: number;
  seed: number;
}

export const codec = defineState<TrainState>({
  version: 1,
  defaults: {
    corpus: 'tales-en',
    vocabSize: 512,
    layers: 2,
    width: 64,
    context: 64,
    batch: 8,
    learningRate: 3e-3,
    steps: 600,
    seed: 1,
  },
  parse: (raw, defaults) => ({
    corpus: readOneOf(raw['corpus'], CORPORA, defaults.corpus),
    vocabSize: readOneOf(raw['vocabSize'], VOCABULARIES, defaults.vocabSize),
    layers: readOneOf(raw['layers'], LAYERS, defaults.layers),
    width: readOneOf(raw['width'], WIDTHS, defaults.width),
    context: readOneOf(raw['context'], CONTEXTS, defaults.context),
    batch: readOneOf(raw['batch'], BATCHES, defaults.batch),
    learningRate: readNumber(raw['learningRate'], 1e-5, 0.1, defaults.learningRate),
    steps: readInteger(raw['steps'], 10, 20000, defaults.steps),
    seed: readInteger(raw['seed'], 0, 9999, defaults.seed),
  }),
});

const TALES = 2000;

/** The run that these knobs ask for. */
export function planOf(state: TrainState, text: string): RunPlan {
  const { corpus, vocabSize, layers, width, context, batch, learningRate, steps, seed } = state;
  const lang = corpus === 'tales-zh' ? 'zh-CN' : 'en';
  return {
    corpus: corpus === 'text' ? { kind: 'text', text } : { kind: 'tales', lang, seed, count: TALES },
    vocabSize,
    settings: {
      ...TRAIN_DEFAULTS,
      seed,
      layers,
      hiddenSize: width,
      heads: width / 16,
      kvHeads: width / 32,
      context,
      batch,
      schedule: { peak: learningRate, warmup: Math.min(50, Math.ceil(steps / 10)), steps, floor: 0.1 },
    },
  };
}

/** The knobs of a run that was resumed; a learning rate or step count always fits. */
export function stateOf({ corpus, vocabSize, settings }: RunPlan): TrainState {
  const { defaults } = codec;
  return {
    corpus: corpus.kind === 'text' ? 'text' : corpus.lang === 'en' ? 'tales-en' : 'tales-zh',
    vocabSize: readOneOf(vocabSize, VOCABULARIES, defaults.vocabSize),
    layers: readOneOf(settings.layers, LAYERS, defaults.layers),
    width: readOneOf(settings.hiddenSize, WIDTHS, defaults.width),
    context: readOneOf(settings.context, CONTEXTS, defaults.context),
    batch: readOneOf(settings.batch, BATCHES, defaults.batch),
    learningRate: settings.schedule.peak,
    steps: settings.schedule.steps,
    seed: settings.seed,
  };
}
