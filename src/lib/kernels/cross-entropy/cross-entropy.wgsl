// cross-entropy: lse = log Σ exp(logits), nll = lse − logits[target], loss = Σ w · nll / Σ w
//
// Shapes   logits: [rows, columns]; targets (u32), weights, nll, lse: [rows]; loss: one f32.
// Work     `rows`: LANES threads a row (shared/row.wgsl), one pass with a running maximum. `mean`: one workgroup.
// Numerics exponents ≤ 0; sums in fixed order; a total weight of zero gives a loss of 0.

struct Params {
  rows: u32,
  columns: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> logits: array<f32>;
@group(0) @binding(2) var<storage, read_write> targets: array<u32>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;
@group(0) @binding(4) var<storage, read_write> nll: array<f32>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;
@group(0) @binding(6) var<storage, read_write> loss: array<f32>;

@compute @workgroup_size(64)
fn cross_entropy_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = row_of(group, groups, thread);
  let lane = lane_of(thread);
  let end = select(0u, params.columns, row < params.rows);
  let start = row * params.columns;

  var highest = LOWEST;
  var total = 0.0;
  for (var c = lane; c < end; c += LANES) {
    let value = logits[start + c];
    if (value > highest) {
      total = total * exp(highest - value) + 1.0;
      highest = value;
    } else {
      total += exp(value - highest);
    }
  }
  let peak = row_max(highest, thread);
  let sum = row_sum(total * exp(highest - peak), thread);
  if (lane == 0u && row < params.rows) {
    let level = peak + log(sum);
    lse[row] = level;
    nll[row] = level - logits[start + min(targets[row], params.columns - 1u)];
  }
}

var<workgroup> sums: array<vec2f, 64>;

@compute @workgroup_size(64)
fn cross_entropy_mean(@builtin(local_invocation_index) thread: u32) {
  var sum = vec2f(0.0);
  for (var row = thread; row < params.rows; row += 64u) {
    sum += weights[row] * vec2f(nll[row], 1.0);
  }
  sums[thread] = sum;
  for (var step = 32u; step > 0u; step /= 2u) {
    workgroupBarrier();
    if (thread < step) {
      sums[thread] += sums[thread + step];
    }
  }
  if (thread == 0u) {
    loss[0] = sums[0].x / max(sums[0].y, 1e-30);
  }
}
