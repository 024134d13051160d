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
 */
export async function openDevice(wish: DeviceWish, gpu: GPU | undefined): Promise<OpenedDevice> {
  if (wish === 'cpu') return { device: openCpuDevice() };
  try {
    const device = await openWebGpuDevice(gpu);
    const parity = await checkParity(device);
    if (parity.passed) return { device, parity };
    device.dispose();
    const { failed } = parity;
    const fallback = new GlassboxError('parity-failed', `${device.label}: ${failed.join('; ')}`, {
      device: device.label,
      detail: failed.join('; '),
    });
    return { device: openCpuDevice(), fallback: toFailure(fallback), parity };
  } catch (error) {
    return { device: openCpuDevice(), fallback: toFailure(error) };
  }
}
