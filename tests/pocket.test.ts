// The shipped model on the CPU device reproduces what was recorded of it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe } from 'vitest';
import type { LanguageModel } from '../src/lib/models/language-model';
import { openCpuDevice } from '../src/lib/tensor/cpu-device';
import { POCKET } from '../tools/cli/files';
import { loadPocket, type GetFile } from './support/pocket';
import { pocketSuite } from './support/pocket-suite';

const get: GetFile = async (name) => new Uint8Array(await readFile(join(POCKET, name)));
let model: LanguageModel;
beforeAll(async () => void (model = await loadPocket(openCpuDevice(), get)));

describe('pocket on the CPU device', () => pocketSuite(() => model, get));
