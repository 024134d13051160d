// scale: y = factor · x
//
// Shapes   x, y: any, equal; seen here as one row of `size` cells.
// Work     one thread makes one cell; 64 threads a workgroup. A cell is f32, or vec4f where the size is a multiple
//          of 4: the line joined before this file says which.
// Numerics one rounding per element.

struct Params {
  size: u32,
  factor: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<Cell>;
@group(0) @binding(2) var<storage, read_write> y: array<Cell>;

@compute @workgroup_size(64)
fn scale_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  if (i < params.size) {
    y[i] = params.factor * x[i];
  }
}
