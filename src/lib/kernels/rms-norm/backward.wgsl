// rms-norm-backward, two passes over [rows, columns]:
//   dx      = r · (g − x · r² · mean(g · x)),  g = dy · weight,  r = 1 / √(mean(x²) + eps)
//   dweight = Σ over rows of dy · x · r
//
// Work     `rows` writes dx and keeps r, LANES threads a row; `columns` gives a thread one column of a block of
//          BLOCK rows and writes a partial sum; `finish` adds the partial sums of a column.
// Numerics every sum in f32 and in fixed order: same input, same bytes.

struct Params {
  rows: u32,
  columns: u32,
  blocks: u32,
  eps: f32,
}

const BLOCK = 64u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> dy: array<f32>;
@group(0) @binding(4) var<storage, read_write> scales: array<f32>;
@group(0) @binding(5) var<storage, read_write> dx: array<f32>;
@group(0) @binding(6) var<storage, read_write> partials: array<f32>;
@group(0) @binding(7) var<storage, read_write> dweight: array<f32>;

@compute @workgroup_size(64)
fn rms_norm_backward_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = row_of(group, groups, thread);
  let lane = lane_of(thread);
  let end = select(0u, params.columns, row < params.rows);
  let start = row * params.columns;

  var squares = 0.0;
  var products = 0.0;
  for (var c = lane; c < end; c += LANES) {
    let value = x[start + c];
    squares += value * value;
    products += value * dy[start + c] * weight[c];
  }
  let count = f32(params.columns);
  let r = 1.0 / sqrt(row_sum(squares, thread) / count + params.eps);
  // (mean · r) · r and not mean · r²: the square of a small r would leave the range of f32.
  let pull = row_sum(products, thread) / count * r * r;
  for (var c = lane; c < end; c += LANES) {
    dx[start + c] = r * (dy[start + c] * weight[c] - x[start + c] * pull);
  }
  if (lane == 0u && row < params.rows) {
    scales[row] = r;
  }
}

@compute @workgroup_size(64)
fn rms_norm_backward_columns(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let c = group.x * 64u + thread;
  if (c >= params.columns) {
    return;
  }
  let end = min((group.y + 1u) * BLOCK, params.rows);
  var sum = 0.0;
  for (var row = group.y * BLOCK; row < end; row++) {
    let i = row * params.columns + c;
    sum += dy[i] * x[i] * scales[row];
  }
  partials[group.y * params.columns + c] = sum;
}

@compute @workgroup_size(64)
fn rms_norm_backward_finish(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let c = group.x * 64u + thread;
  if (c >= params.columns) {
    return;
  }
  var sum = 0.0;
  for (var block = 0u; block < params.blocks; block++) {
    sum += partials[block * params.columns + c];
  }
  dweight[c] = sum;
}
