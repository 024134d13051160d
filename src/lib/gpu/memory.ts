/** GPU buffers by our own allocator: counted, limited, and with out-of-memory as a named failure. */
import { GlassboxError } from '../base/errors';
import { countBytes } from './counters';
import type { GpuContext } from './device';

/** GPUBufferUsage as numbers: the global does not exist in Node. */
export const USAGE = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;

/** Usage of tensors. */
export const TENSOR_USAGE = USAGE.storage | USAGE.copySource | USAGE.copyTarget;

export const tooLarge = (label: string, neededBytes: number, availableBytes: number) =>
  new GlassboxError(
    'device-out-of-memory',
    `${label}: ${neededBytes} bytes, the device allows ${availableBytes}`,
    { neededBytes, availableBytes },
  );

/** A zero-filled buffer. @throws GlassboxError device-out-of-memory when it exceeds the device's limits. */
export function createBuffer(context: GpuContext, bytes: number, usage: number, label: string): GPUBuffer {
  const size = Math.max(4, Math.ceil(bytes / 4) * 4);
  const { limits } = context.device;
  const most = usage & USAGE.storage ? limits.maxStorageBufferBindingSize : limits.maxBufferSize;
  if (size > Math.min(most, limits.maxBufferSize)) throw tooLarge(label, size, most);
  const buffer = context.device.createBuffer({ label, size, usage });
  countBytes(context.counters, size);
  return buffer;
}

export function destroyBuffer(context: GpuContext, buffer: GPUBuffer): void {
  countBytes(context.counters, -buffer.size);
  buffer.destroy();
}

/** The bytes of a read-back buffer, once the work before is done. @throws GlassboxError device-lost */
export async function readMapped(context: GpuContext, buffer: GPUBuffer): Promise<ArrayBuffer> {
  try {
    await buffer.mapAsync(1);
  } catch (error) {
    throw new GlassboxError('device-lost', `Read-back failed: ${String(error)}`, { reason: 'read-back' });
  }
  const copy = buffer.getMappedRange().slice(0);
  buffer.unmap();
  context.counters.readbackBytes += copy.byteLength;
  return copy;
}

/**
 * Runs allocations inside error scopes and turns what they caught into a named failure. `work` is synchronous:
 * scopes are a stack of the device, and anything awaited in between would put others' errors into it.
 */
export async function guarded<T>(context: GpuContext, what: string, work: () => T): Promise<T> {
  const { device } = context;
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  let result: T | undefined;
  let thrown: unknown;
  try {
    result = work();
  } catch (error) {
    thrown = error;
  }
  const [invalid, memory] = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
  if (memory)
    throw new GlassboxError('device-out-of-memory', `${what}: ${memory.message}`, { detail: memory.message });
  if (invalid)
    throw new GlassboxError('device-invalid', `${what}: ${invalid.message}`, { detail: invalid.message });
  if (thrown !== undefined) throw thrown;
  return result as T;
}
