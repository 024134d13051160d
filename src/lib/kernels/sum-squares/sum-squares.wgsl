// sum-squares: y = Σ x², in a fixed order
//
// Shapes   x: [size]; partials: [blocks]; y: one f32.
// Work     `blocks`: one workgroup of 64 threads adds BLOCK elements, a thread taking every 64th, then a tree;
//          `finish`: one workgroup adds the blocks in the same way.
// Numerics f32; no sum is longer than 64 terms before it meets another of its size.

struct Params {
  size: u32,
  blocks: u32,
}

const BLOCK = 4096u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> partials: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

var<workgroup> sums: array<f32, 64>;

fn tree_sum(value: f32, thread: u32) -> f32 {
  sums[thread] = value;
  for (var step = 32u; step > 0u; step /= 2u) {
    workgroupBarrier();
    if (thread < step) {
      sums[thread] += sums[thread + step];
    }
  }
  return workgroupUniformLoad(&sums[0]);
}

@compute @workgroup_size(64)
fn sum_squares_blocks(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let block = group.x + group.y * groups.x;
  let end = min((block + 1u) * BLOCK, params.size);
  var sum = 0.0;
  for (var i = block * BLOCK + thread; i < end; i += 64u) {
    sum += x[i] * x[i];
  }
  let total = tree_sum(sum, thread);
  if (thread == 0u && block < params.blocks) {
    partials[block] = total;
  }
}

@compute @workgroup_size(64)
fn sum_squares_finish(@builtin(local_invocation_index) thread: u32) {
  var sum = 0.0;
  for (var i = thread; i < params.blocks; i += 64u) {
    sum += partials[i];
  }
  let total = tree_sum(sum, thread);
  if (thread == 0u) {
    y[0] = total;
  }
}
