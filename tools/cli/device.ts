/** The device a command runs on. Asked for is asked for: without an adapter it fails and does not fall back. */
import type { Device } from '../../src/lib/tensor/device';
import { openCpuDevice } from '../../src/lib/tensor/cpu-device';
import { checkParity } from '../../src/lib/tensor/parity';
import { openWebGpuDevice } from '../../src/lib/tensor/webgpu-device';
import { GlassboxError } from '../../src/lib/base/errors';
import { oneOf, type Options } from './arguments';
import { note } from './output';

/** Dawn's instance, kept: collected as garbage, it takes its devices along and the process aborts. */
let dawn: GPU | undefined;

/** @throws UsageError | GlassboxError device-no-adapter | device-refused | parity-failed */
export async function openFor(options: Options): Promise<Device> {
  const kind = oneOf(options, 'device', ['cpu', 'webgpu'] as const, 'cpu');
  if (kind === 'cpu') return openCpuDevice();
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  dawn ??= create([]);
  const device = await openWebGpuDevice(dawn);
  const { passed, cases, failed, elapsedMs } = await checkParity(device);
  note(`device: ${device.label}, ${cases} known answers checked in ${Math.round(elapsedMs)} ms`);
  if (passed) return device;
  throw new GlassboxError('parity-failed', `${device.label} computes wrongly: ${failed.join('; ')}`);
}

/** Runs `work` on the device and gives it back, whatever happens. */
export async function withDevice<T>(options: Options, work: (device: Device) => Promise<T>): Promise<T> {
  const device = await openFor(options);
  try {
    return await work(device);
  } finally {
    device.dispose();
  }
}
