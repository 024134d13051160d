// The shipped model on this adapter reproduces what was recorded of it.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { fetchOwnFile } from '../../src/lib/base/fetch-gate';
import type { LanguageModel } from '../../src/lib/models/language-model';
import { openWebGpuDevice, type WebGpuDevice } from '../../src/lib/tensor/webgpu-device';
import { loadPocket, type GetFile } from '../support/pocket';
import { pocketSuite } from '../support/pocket-suite';

const get: GetFile = (name) => fetchOwnFile(`/models/pocket/${name}`);
let device: WebGpuDevice;
let model: LanguageModel;
beforeAll(async () => {
  device = await openWebGpuDevice(navigator.gpu);
  model = await loadPocket(device, get);
});
afterAll(() => {
  expect(device.context.errors).toEqual([]);
  device.dispose();
});

describe('pocket on WebGPU', () => pocketSuite(() => model, get));
