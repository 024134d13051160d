// slice-backward: d_x[r, c] = d_y[r, c − start] where the slice was, 0 elsewhere
//
// Shapes   d_y: rows × length, d_x: rows × width, f32.
// Work     one thread makes one cell of d_x; 64 threads a workgroup. A cell is f32, or vec4f where all widths are multiples of 4:
//          the line joined before this file says which, and widths count cells.
// Numerics exact.

struct Params {
  rows: u32,
  width: u32,
  start: u32,
  length: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> d_y: array<Cell>;
@group(0) @binding(2) var<storage, read_write> d_x: array<Cell>;

@compute @workgroup_size(64)
fn slice_backward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let row = i / params.width;
  let column = i % params.width;
  if (row >= params.rows) {
    return;
  }
  if (column < params.start || column >= params.start + params.length) {
    d_x[i] = Cell();
  } else {
    d_x[i] = d_y[row * params.length + column - params.start];
  }
}
