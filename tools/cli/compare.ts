/** `compare`: two precisions of one model on one text, by the arithmetic of the page (src/lib/infer/compare.ts). */
import { createAnalyser } from '../../src/lib/infer/analyse';
import { compareText } from '../../src/lib/infer/compare';
import { boundariesOf } from '../../src/lib/infer/windows';
import { matrixBytes } from '../../src/lib/models/llama/weights';
import { need, readOptions } from './arguments';
import { withDevice } from './device';
import { openFolder, readText } from './files';
import { formatOf, idsOf, modelOf } from './model';
import type { CommandResult } from './output';

export async function runCompare(args: readonly string[]): Promise<CommandResult> {
  const strings = ['model', 'file', 'a', 'b', 'group'];
  const options = readOptions(args, Object.fromEntries(strings.map((name) => [name, 'string' as const])));
  const formats = [formatOf(options, 'a', 'f16'), formatOf(options, 'b', 'int4')] as const;
  const text = await readText('file', need(options, 'file', 'the text to read'));
  const folder = await openFolder('model', need(options, 'model', 'a folder, or pocket'));
  return withDevice(options, async (device) => {
    const [a, b] = [modelOf(device, folder, formats[0]), modelOf(device, folder, formats[1])];
    const sides = [createAnalyser(a), createAnalyser(b)] as const;
    const { maxPositions: context, vocabSize } = a.config;
    const { bos } = boundariesOf(a.tokenizer);
    const { each, ...means } = await compareText(sides, idsOf(a, text), { context, vocabSize, bos });
    const bytes = { bytesA: matrixBytes(a.weights).bytes, bytesB: matrixBytes(b.weights).bytes };
    const worst = each.reduce((most, { kl }) => Math.max(most, kl), 0);
    const json = { a: formats[0], b: formats[1], ...means, largestKl: worst, ...bytes };
    const lines = Object.entries(json).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    return { json, text: lines.join('\n'), asJson: options['json'] === true };
  });
}
