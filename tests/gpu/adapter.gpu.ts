// The ground under every GPU test: Chromium grants an adapter, with at least WebGPU's default limits.
import { expect, it } from 'vitest';

const defaultLimits = {
  maxStorageBuffersPerShaderStage: 8,
  maxStorageBufferBindingSize: 134_217_728,
  maxBufferSize: 268_435_456,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeWorkgroupsPerDimension: 65_535,
} as const;

it('grants an adapter with at least the default limits', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter).not.toBeNull();
  if (!adapter) return;
  for (const name of Object.keys(defaultLimits) as (keyof typeof defaultLimits)[]) {
    expect(adapter.limits[name], name).toBeGreaterThanOrEqual(defaultLimits[name]);
  }
});

it('runs a compute shader and reads its numbers back', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter?.requestDevice();
  if (!device) throw new Error('no WebGPU device');
  const code = `@group(0) @binding(0) var<storage, read_write> y: array<u32>;
    @compute @workgroup_size(64) fn square(@builtin(global_invocation_id) id: vec3u) { y[id.x] = id.x * id.x; }`;
  const pipeline = device.createComputePipeline({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'square' },
  });
  const y = device.createBuffer({ size: 256, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const copy = device.createBuffer({ size: 256, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [{ binding: 0, resource: { buffer: y } }];
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(1);
  pass.end();
  encoder.copyBufferToBuffer(y, 0, copy, 0, 256);
  device.queue.submit([encoder.finish()]);
  await copy.mapAsync(GPUMapMode.READ);
  const numbers = [...new Uint32Array(copy.getMappedRange())];
  expect(numbers).toEqual(Array.from({ length: 64 }, (_, index) => index * index));
  device.destroy();
});
