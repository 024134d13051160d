// argmax: y = the column of the largest element of each row; of equal ones, the lowest column
//
// Shapes   x: [rows, columns]; y: [rows] (u32).
// Work     LANES threads a row (shared/row.wgsl), each keeping the best of its columns, then a tree.
// Numerics comparisons only: exact. A NaN never wins.

struct Params {
  rows: u32,
  columns: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;

var<workgroup> best_values: array<f32, 64>;
var<workgroup> best_columns: array<u32, 64>;

@compute @workgroup_size(64)
fn argmax_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = row_of(group, groups, thread);
  let lane = lane_of(thread);
  let end = select(0u, params.columns, row < params.rows);
  let start = row * params.columns;

  var best = -3.4e38;
  var column = params.columns;
  for (var c = lane; c < end; c += LANES) {
    if (x[start + c] > best || (x[start + c] == best && c < column)) {
      best = x[start + c];
      column = c;
    }
  }
  best_values[thread] = best;
  best_columns[thread] = column;
  for (var step = LANES / 2u; step > 0u; step /= 2u) {
    workgroupBarrier();
    if (lane < step) {
      let other = thread + step;
      let higher = best_values[other] > best_values[thread];
      let earlier = best_values[other] == best_values[thread] && best_columns[other] < best_columns[thread];
      if (higher || earlier) {
        best_values[thread] = best_values[other];
        best_columns[thread] = best_columns[other];
      }
    }
  }
  if (lane == 0u && row < params.rows) {
    // A row of NaN only has no best column.
    y[row] = select(best_columns[thread], 0u, best_columns[thread] == params.columns);
  }
}
