/** Which command, what it prints, and the exit code: 0 done, 1 it failed (bad file, no adapter), 2 wrong arguments. */
import { toFailure } from '../../src/lib/base/errors';
import { UsageError } from './arguments';
import { runCompare } from './compare';
import { runGenerate } from './generate';
import type { Command } from './output';
import { runPerplexity } from './perplexity';
import { runTokenize } from './tokenize';
import { runTrain } from './train';

const COMMANDS: Readonly<Record<string, Command>> = {
  tokenize: runTokenize,
  generate: runGenerate,
  perplexity: runPerplexity,
  compare: runCompare,
  train: runTrain,
};

const HELP = `usage: npm run --silent cli -- <command> [options]

  tokenize   --tokenizer pocket|cl100k|o200k|PATH  (--file F | --text S)
  generate   --model DIR --prompt P --tokens N [--seed S] [--temperature X] [--top-k K] [--top-p P] [--weights W]
  perplexity --model DIR --file F [--weights f32|f16|int8|int4] [--group G] [--documents]
  compare    --model DIR --file F [--a f16] [--b int4] [--group G]
  train      --config F

Everywhere: --device cpu|webgpu (default cpu; webgpu is Dawn), --json prints one object. docs/cli.md says more.`;

/** Where lines go: results to `out`, everything else to `err`. */
export interface Streams {
  out(line: string): void;
  err(line: string): void;
}

/** @returns the exit code */
export async function main(args: readonly string[], { out, err }: Streams): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? err : out)(HELP);
    return name === undefined ? 2 : 0;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command)
      throw new UsageError(`there is no command "${name}": use ${Object.keys(COMMANDS).join(', ')}`);
    const { json, text, asJson } = await command(rest);
    out(asJson ? JSON.stringify(json) : text);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      err(`error: ${error.message}`);
      return 2;
    }
    const { code, message } = toFailure(error);
    err(code === 'unexpected' ? `error: ${message}` : `error (${code}): ${message}`);
    if (process.env['GLASSBOX_DEBUG'] && error instanceof Error && error.stack) err(error.stack);
    return 1;
  }
}
