// slice: y[r, c] = x[r, start + c]
//
// Shapes   x: rows × width, y: rows × length, f32.
// Work     one thread makes one cell of y; 64 threads a workgroup. A cell is f32, or vec4f where all widths are multiples of 4:
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
fn slice_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let row = i / params.length;
  if (row < params.rows) {
    y[i] = x[row * params.width + params.start + i % params.length];
  }
}
