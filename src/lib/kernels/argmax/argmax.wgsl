// argmax: y = the column of the largest element of each row; of equal ones, the lowest column
//
// Shapes   x: [rows, columns]; y: [rows] (u32).
// Work     LANES threads a row (shared/row.wgsl), each keeping the best of its columns; the first looks at all lanes.
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
    if (x[start + c] > best) {
      best = x[start + c];
      column = c;
    }
  }
  best_values[thread] = best;
  best_columns[thread] = column;
  workgroupBarrier();
  if (lane == 0u && row < params.rows) {
    for (var other = thread + 1u; other < thread + LANES; other++) {
      let tie = best_values[other] == best && best_columns[other] < column;
      if (best_values[other] > best || tie) {
        best = best_values[other];
        column = best_columns[other];
      }
    }
    // A row of NaN only has no best column.
    y[row] = select(column, 0u, column == params.columns);
  }
}
