/** The device a reader gets: the GPU where there is one that can be trusted, else the CPU, and why. */
import { GlassboxError, toFailure, type Failure } from '../base/errors';
import { openCpuDevice } from './cpu-device';
import type { Device } from './device';
import { checkParity, type ParityReceipt } from './parity';
import { openWebGpuDevice } from './webgpu-device';

export type DeviceWish = 'auto' | 'webgpu' | 'cpu';

export interface OpenedDevice {
  readonly device: Device;
  /** Why the CPU is used although a GPU was wished for (or would have been tried). */
  readonly fallback?: Failure;
  /** Known-answer test of the GPU against the references; absent on the CPU. */
  readonly parity?: ParityReceipt;
}

/**
 * `auto` takes a hardware GPU that passes the parity receipt; a software adapter is slower than the CPU device
 * for these sizes, so `auto` leaves it. `webgpu` takes any adapter that passes. Falls back to the CPU with the
 * reason, never silently.
 *
 * @param ops names of the ops the caller will record: the receipt is of these; of all when absent
 */
export async function openDevice(
  wish: DeviceWish,
  gpu: GPU | undefined,
  ops?: ReadonlySet<string>,
): Promise<OpenedDevice> {
  if (wish === 'cpu') return { device: openCpuDevice() };
  try {
    const device = await openWebGpuDevice(gpu);
    const { label } = device;
    if (wish === 'auto' && device.context.software) {
      device.dispose();
      const reason = new GlassboxError('device-software', `${label} computes in software.`, {
        device: label,
      });
      return { device: openCpuDevice(), fallback: toFailure(reason) };
    }
    const parity = await checkParity(device, ops);
    if (parity.passed) return { device, parity };
    device.dispose();
    const detail = parity.failed.join('; ');
    const reason = new GlassboxError('parity-failed', `${label}: ${detail}`, { device: label, detail });
    return { device: openCpuDevice(), fallback: toFailure(reason), parity };
  } catch (error) {
    return { device: openCpuDevice(), fallback: toFailure(error) };
  }
}
