// sum: y = Σ x, all elements, level by level
//
// Shapes   x: size (f32), y: one sum for each run of SPAN elements. Repeated until one sum is left.
// Work     a workgroup of 64 threads adds up SPAN = 4096 elements: each thread takes every 64th, then halves of
//          the workgroup are added until one is left.
// Numerics f32; a tree, so the error grows with the logarithm of the size; always in the same order.

const THREADS = 64u;
const SPAN = 4096u;

struct Params {
  size: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

var<workgroup> sums: array<f32, THREADS>;

@compute @workgroup_size(THREADS)
fn sum_level(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let run = group.x + group.y * groups.x;
  let end = min(run * SPAN + SPAN, params.size);
  var sum = 0.0;
  for (var i = run * SPAN + local; i < end; i += THREADS) {
    sum += x[i];
  }
  sums[local] = sum;
  workgroupBarrier();
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    if (local < half) {
      sums[local] += sums[local + half];
    }
    workgroupBarrier();
  }
  if (local == 0u && run * SPAN < params.size) {
    y[run] = sums[0];
  }
}
