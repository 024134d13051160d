// log-softmax-backward: dx = (dy − exp(y) · Σ dy) / temperature
//
// Shapes   y (logarithms), dy, dx: [rows, columns].
// Work     LANES threads a row (shared/row.wgsl): one pass for the sum, one to write.
// Numerics the sum in f32, in fixed order.

struct Params {
  rows: u32,
  columns: u32,
  temperature: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> dy: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;

@compute @workgroup_size(64)
fn log_softmax_backward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = row_of(group, groups, thread);
  let end = select(0u, params.columns, row < params.rows);
  let start = row * params.columns;

  var sum = 0.0;
  for (var c = lane_of(thread); c < end; c += LANES) {
    sum += dy[start + c];
  }
  let total = row_sum(sum, thread);
  for (var c = lane_of(thread); c < end; c += LANES) {
    dx[start + c] = (dy[start + c] - exp(y[start + c]) * total) / params.temperature;
  }
}
