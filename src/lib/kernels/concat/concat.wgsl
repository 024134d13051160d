// concat: y[r, start + c] = x[r, c], for one part x of y
//
// Shapes   x: rows × length, y: rows × width, f32. One dispatch a part; together they fill y.
// Work     one thread moves one cell of x; 64 threads a workgroup. A cell is f32, or vec4f where all widths are multiples of 4:
//          the line joined before this file says which, and widths count cells.
// Numerics exact.

struct Params {
  rows: u32,
  width: u32,
  start: u32,
  length: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<Cell>;
@group(0) @binding(2) var<storage, read_write> y: array<Cell>;

@compute @workgroup_size(64)
fn concat_part(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let row = i / params.length;
  if (row < params.rows) {
    y[row * params.width + params.start + i % params.length] = x[i];
  }
}
