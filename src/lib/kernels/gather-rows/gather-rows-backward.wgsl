// gather-rows-backward: d_x[r, :] = Σ d_y[i, :] over the i with indices[i] = r
//
// Shapes   d_y: count × width, indices: count (u32), d_x: rows × width, f32.
// Work     one thread makes one cell of d_x and looks through all indices, which is quick where they are few
//          (the last positions of a batch); for many, embedding-backward is the way. Cells as in gather-rows.wgsl.
// Numerics f32, i ascending.

struct Params {
  count: u32,
  rows: u32,
  width: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> d_y: array<Cell>;
@group(0) @binding(2) var<storage, read_write> indices: array<u32>;
@group(0) @binding(3) var<storage, read_write> d_x: array<Cell>;

@compute @workgroup_size(64)
fn gather_rows_backward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let row = i / params.width;
  if (row >= params.rows) {
    return;
  }
  var sum = Cell();
  for (var at = 0u; at < params.count; at++) {
    if (min(indices[at], params.rows - 1u) == row) {
      sum += d_y[at * params.width + i % params.width];
    }
  }
  d_x[i] = sum;
}
