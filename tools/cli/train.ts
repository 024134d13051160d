/** `train`: the trainer of the page, from a config file; writes the model and says what it learned. */
import { resolve } from 'node:path';
import { GlassboxError } from '../../src/lib/base/errors';
import { parameterCount } from '../../src/lib/models/llama/config';
import type { Device } from '../../src/lib/tensor/device';
import { writeTokenizerJson } from '../../src/lib/tokenizers/tokenizer-json';
import { prepareCorpus, type Corpus } from '../../src/lib/train/corpus';
import { createTrainer, type Trainer } from '../../src/lib/train/trainer';
import { need, readOptions } from './arguments';
import { withDevice } from './device';
import { readText } from './files';
import { note, type CommandResult } from './output';
import { parseTrainConfig, type TrainConfig } from './train-config';
import { writeModel } from './write-model';

const NOTE_EVERY_MS = 5000;

async function corpusOf({ corpus, vocabSize, settings }: TrainConfig): Promise<Corpus> {
  const choice =
    corpus.kind === 'file' ? { kind: 'text' as const, text: await readText('config', corpus.path) } : corpus;
  const made = await prepareCorpus(choice, { vocabSize });
  for (const [name, ids] of Object.entries({ train: made.train, 'held-out': made.heldOut }))
    if (ids.length <= settings.context)
      throw new GlassboxError(
        'text-too-short',
        `${ids.length} ${name} tokens do not hold a window of ${settings.context + 1}`,
      );
  return made;
}

/** All steps; the time is that of the steps alone. */
async function advanceTo(trainer: Trainer, steps: number, tokensPerStep: number) {
  const started = performance.now();
  let told = started;
  while (trainer.step < steps) {
    const { step, loss, gradientNorm } = await trainer.advance();
    const now = performance.now();
    if (now - told < NOTE_EVERY_MS && step < steps) continue;
    told = now;
    const rate = (trainer.step * tokensPerStep * 1000) / (now - started);
    note(
      `step ${step}/${steps}  loss ${loss.toFixed(4)}  norm ${gradientNorm.toFixed(3)}  ${rate.toFixed(0)} tokens/s`,
    );
  }
  return (steps * tokensPerStep * 1000) / (performance.now() - started);
}

async function train(device: Device, config: TrainConfig) {
  const corpus = await corpusOf(config);
  const { settings, steps, out } = config;
  const { tokenizer, train: stream } = corpus;
  const trainer = await createTrainer(device, { settings, vocabSize: tokenizer.vocabSize, stream });
  note(`${parameterCount(trainer.weights.config)} parameters, ${stream.length} tokens, ${device.label}`);
  const tokensPerSecond = await advanceTo(trainer, steps, settings.batch * settings.context);
  const heldOutLoss = await trainer.evaluate(corpus.heldOut, config.heldOutBatches);
  if (out !== undefined) {
    const { tensors } = await trainer.checkpoint();
    const source = (name: string) => tensors[name]!;
    await writeModel(resolve(out), trainer.weights.config, writeTokenizerJson(tokenizer.model), source);
  }
  const losses = [...trainer.losses];
  const parameters = parameterCount(trainer.weights.config);
  trainer.dispose();
  const loss = losses.at(-1)!;
  return { steps, loss, heldOutLoss, tokensPerSecond, parameters, vocabSize: tokenizer.vocabSize, losses };
}

export async function runTrain(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { config: 'string' });
  const config = parseTrainConfig(
    await readText('config', need(options, 'config', 'a JSON file, see docs/cli.md')),
  );
  return withDevice(options, async (device) => {
    const done = await train(device, config);
    const json = config.out === undefined ? done : { ...done, out: config.out };
    const text = `loss ${done.loss.toFixed(4)}, held-out ${done.heldOutLoss.toFixed(4)} after ${done.steps} steps`;
    return { json, text, asJson: options['json'] === true };
  });
}
