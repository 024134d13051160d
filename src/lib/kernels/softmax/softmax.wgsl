// softmax: y = exp(z − max z) / Σ exp(z − max z), z = x / temperature
//
// Shapes   x, y: [rows, columns].
// Work     LANES threads a row (shared/row.wgsl): one pass with a running maximum, one to write.
// Numerics exponents ≤ 0; when the maximum rises, what was summed so far fades by exp(old − new).
// Source   Milakov and Gimelshein 2018, Online normalizer calculation for softmax.
//
// Joined behind: fn softmax_value(z: f32, peak: f32, sum: f32) -> f32, a probability or its logarithm.

struct Params {
  rows: u32,
  columns: u32,
  temperature: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn softmax_forward(
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
    let z = x[start + c] / params.temperature;
    if (z > highest) {
      total = total * exp(highest - z) + 1.0;
      highest = z;
    } else {
      total += exp(z - highest);
    }
  }
  let peak = row_max(highest, thread);
  let sum = row_sum(total * exp(highest - peak), thread);
  for (var c = lane; c < end; c += LANES) {
    y[start + c] = softmax_value(x[start + c] / params.temperature, peak, sum);
  }
}
