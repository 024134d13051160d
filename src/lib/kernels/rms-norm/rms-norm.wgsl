// rms-norm: y = x · r · weight, r = 1 / √(mean(x²) + eps)
//
// Shapes   x, y: [rows, columns]; weight: [columns].
// Work     LANES threads a row (shared/row.wgsl): one pass for the mean square, one to write.
// Numerics the sum of squares in f32, in fixed order.
// Source   Zhang and Sennrich 2019, Root Mean Square Layer Normalization.

struct Params {
  rows: u32,
  columns: u32,
  eps: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn rms_norm_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = row_of(group, groups, thread);
  let end = select(0u, params.columns, row < params.rows);
  let start = row * params.columns;

  var squares = 0.0;
  for (var c = lane_of(thread); c < end; c += LANES) {
    squares += x[start + c] * x[start + c];
  }
  let mean = row_sum(squares, thread) / f32(params.columns);
  let r = 1.0 / sqrt(mean + params.eps);
  for (var c = lane_of(thread); c < end; c += LANES) {
    y[start + c] = x[start + c] * r * weight[c];
  }
}
