// cross-entropy-backward: dlogits = (softmax − onehot(target)) · w / Σ w · dloss, softmax = exp(logits − lse)
//
// Shapes   logits, dlogits: [rows, columns]; targets (u32), weights, lse: [rows]; dloss, total: one f32.
// Work     `total`: one workgroup adds the weights. `elements`: one thread an element, one workgroup 64 of a row.
// Numerics the sum of the weights in fixed order; a total weight of zero gives a gradient of 0.

struct Params {
  rows: u32,
  columns: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> logits: array<f32>;
@group(0) @binding(2) var<storage, read_write> targets: array<u32>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
@group(0) @binding(5) var<storage, read_write> dloss: array<f32>;
@group(0) @binding(6) var<storage, read_write> total: array<f32>;
@group(0) @binding(7) var<storage, read_write> dlogits: array<f32>;

var<workgroup> sums: array<f32, 64>;

@compute @workgroup_size(64)
fn cross_entropy_backward_total(@builtin(local_invocation_index) thread: u32) {
  var sum = 0.0;
  for (var row = thread; row < params.rows; row += 64u) {
    sum += weights[row];
  }
  sums[thread] = sum;
  for (var step = 32u; step > 0u; step /= 2u) {
    workgroupBarrier();
    if (thread < step) {
      sums[thread] += sums[thread + step];
    }
  }
  if (thread == 0u) {
    total[0] = sums[0];
  }
}

@compute @workgroup_size(64)
fn cross_entropy_backward_elements(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let column = group.x * 64u + thread;
  let row = group.y + group.z * groups.y;
  if (column >= params.columns || row >= params.rows) {
    return;
  }
  let i = row * params.columns + column;
  let target_column = min(targets[row], params.columns - 1u);
  let probability = exp(logits[i] - lse[row]);
  let error = select(probability, probability - 1.0, column == target_column);
  dlogits[i] = error * (weights[row] / max(total[0], 1e-30)) * dloss[0];
}
