// sum-backward: d_x = d_y everywhere
//
// Shapes   d_y: one f32, d_x: any shape, seen here as one row of `size` cells.
// Work     one thread makes one cell; 64 threads a workgroup. A cell is f32, or vec4f where the size is a multiple
//          of 4: the line joined before this file says which.
// Numerics exact.

struct Params {
  size: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> d_y: array<f32>;
@group(0) @binding(2) var<storage, read_write> d_x: array<Cell>;

@compute @workgroup_size(64)
fn sum_backward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  if (i < params.size) {
    d_x[i] = Cell(d_y[0]);
  }
}
