/**
 * Getting a GPUDevice: ask, say precisely why there is none, notice when it is lost. Works in a page, in a
 * worker, and in Node with Dawn (pass its `gpu`).
 */
import { GlassboxError } from '../base/errors';
import { createCounters, type Counters } from './counters';
import type { KernelTraits } from './dispatch';

export interface GpuContext {
  readonly device: GPUDevice;
  /** What people call it, e.g. `google swiftshader`. */
  readonly label: string;
  /** True for an adapter that computes on the CPU. */
  readonly software: boolean;
  readonly traits: KernelTraits;
  readonly counters: Counters;
  /** Resolves, never rejects, when the device is lost (also after `destroy`). */
  readonly lost: Promise<GlassboxError>;
  /** Layouts and pipelines made so far; see pipelines.ts. */
  readonly cache: {
    layouts: Map<number, { group: GPUBindGroupLayout; pipeline: GPUPipelineLayout }>;
    pipelines: Map<string, Promise<GPUComputePipeline>>;
    modules: Map<string, GPUShaderModule>;
  };
  /** Arithmetic operations a second, a guess refined by measurement; used only to cut submits. */
  rate: number;
  /** Uncaptured validation errors, newest last, for diagnostics. */
  readonly errors: string[];
}

/** Limits that larger work wants; each is asked for as far as the adapter has it. */
const WANTED_LIMITS = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
] as const;

/**
 * @param gpu `navigator.gpu`, or Dawn's in Node
 * @throws GlassboxError device-insecure-context | device-no-webgpu | device-no-adapter | device-refused
 */
export async function openGpu(gpu: GPU | undefined): Promise<GpuContext> {
  if (!gpu) {
    if (globalThis.isSecureContext === false)
      throw new GlassboxError('device-insecure-context', 'WebGPU needs https or localhost.');
    throw new GlassboxError('device-no-webgpu', 'This browser has no navigator.gpu.');
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new GlassboxError('device-no-adapter', 'navigator.gpu gave no adapter.');
  const device = await requestDevice(adapter);
  const { info } = adapter;
  const label = [info.vendor, info.architecture].filter(Boolean).join(' ') || info.description || 'WebGPU';
  const software = /swiftshader|llvmpipe|lavapipe|software/i.test(`${label} ${info.description}`);
  const errors: string[] = [];
  device.addEventListener('uncapturederror', (event) => {
    errors.push(event.error.message);
    if (errors.length > 20) errors.shift();
  });
  return {
    device,
    label,
    software,
    traits: {
      shaderF16: device.features.has('shader-f16'),
      subgroups: device.features.has('subgroups'),
      maxInvocations: device.limits.maxComputeInvocationsPerWorkgroup,
    },
    counters: createCounters(),
    lost: device.lost.then((info) => new GlassboxError('device-lost', info.message, { reason: info.reason })),
    cache: { layouts: new Map(), pipelines: new Map(), modules: new Map() },
    rate: software ? 1e9 : 5e11,
    errors,
  };
}

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredLimits: Record<string, number> = {};
  for (const name of WANTED_LIMITS) requiredLimits[name] = adapter.limits[name];
  const requiredFeatures = (['shader-f16', 'subgroups', 'timestamp-query'] as const).filter((feature) =>
    adapter.features.has(feature),
  ) as GPUFeatureName[];
  try {
    return await adapter.requestDevice({ requiredLimits, requiredFeatures });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new GlassboxError('device-refused', `The adapter refused a device: ${detail}`, { detail });
  }
}
