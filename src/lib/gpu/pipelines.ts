/** Compute pipelines, made once for each module, entry and set of constants, in parallel. */
import { GlassboxError } from '../base/errors';
import type { GpuContext } from './device';
import type { KernelCall } from './dispatch';

/** The layout of a kernel with `count` storage buffers behind the uniform at binding 0. */
export function layoutOf(context: GpuContext, count: number) {
  const known = context.cache.layouts.get(count);
  if (known) return known;
  const { device } = context;
  const group = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: GPU_STAGE_COMPUTE, buffer: { type: 'uniform' } },
      ...Array.from({ length: count }, (_, i) => ({
        binding: i + 1,
        visibility: GPU_STAGE_COMPUTE,
        buffer: { type: 'storage' as const },
      })),
    ],
  });
  const made = { group, pipeline: device.createPipelineLayout({ bindGroupLayouts: [group] }) };
  context.cache.layouts.set(count, made);
  return made;
}

/** GPUShaderStage.COMPUTE as a number: the global does not exist in Node. */
const GPU_STAGE_COMPUTE = 4;

const keyOf = (call: KernelCall) => `${call.entry}|${JSON.stringify(call.constants ?? {})}|${call.code}`;

/** @throws GlassboxError device-invalid with the kernel's label and the compiler's words. */
export function pipelineOf(context: GpuContext, call: KernelCall): Promise<GPUComputePipeline> {
  const key = `${call.operands.length}|${keyOf(call)}`;
  let pipeline = context.cache.pipelines.get(key);
  if (!pipeline) {
    pipeline = create(context, call);
    context.cache.pipelines.set(key, pipeline);
    pipeline.catch(() => context.cache.pipelines.delete(key));
  }
  return pipeline;
}

async function create(context: GpuContext, call: KernelCall): Promise<GPUComputePipeline> {
  const { device, cache } = context;
  let module = cache.modules.get(call.code);
  if (!module) {
    module = device.createShaderModule({ label: call.label, code: call.code });
    cache.modules.set(call.code, module);
  }
  context.counters.pipelines++;
  try {
    return await device.createComputePipelineAsync({
      label: call.label,
      layout: layoutOf(context, call.operands.length).pipeline,
      compute: { module, entryPoint: call.entry, constants: { ...call.constants } },
    });
  } catch (error) {
    const info = await module.getCompilationInfo().catch(() => null);
    const first = info?.messages.find((message) => message.type === 'error');
    const detail = first
      ? `line ${first.lineNum}: ${first.message}`
      : error instanceof Error
        ? error.message
        : String(error);
    throw new GlassboxError('device-invalid', `Kernel ${call.label} does not compile: ${detail}`, {
      kernel: call.label,
      detail,
    });
  }
}
