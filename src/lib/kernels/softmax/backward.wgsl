// softmax-backward: dx = y · (dy − Σ dy · y) / temperature
//
// Shapes   y, dy, dx: [rows, columns].
// Work     LANES threads a row (shared/row.wgsl): one pass for the dot, one to write.
// Numerics the dot in f32, in fixed order.

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
fn softmax_backward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = row_of(group, groups, thread);
  let end = select(0u, params.columns, row < params.rows);
  let start = row * params.columns;

  var products = 0.0;
  for (var c = lane_of(thread); c < end; c += LANES) {
    products += dy[start + c] * y[start + c];
  }
  let mean = row_sum(products, thread);
  for (var c = lane_of(thread); c < end; c += LANES) {
    dx[start + c] = y[start + c] * (dy[start + c] - mean) / params.temperature;
  }
}
