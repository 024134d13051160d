// silu-backward: d_x = d_y · σ(x) · (1 + x · (1 − σ(x)))
//
// Shapes   x, d_y, d_x: any, equal; seen here as one row of `size` cells.
// Work     one thread makes one cell; 64 threads a workgroup. A cell is f32, or vec4f where the size is a multiple
//          of 4: the line joined before this file says which.
// Numerics the exponent is never positive, so nothing overflows; exp is within a few ulp.
//          1 − σ(x) is σ(−x), which does not cancel. Joined with shared/sigmoid.wgsl.

struct Params {
  size: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<Cell>;
@group(0) @binding(2) var<storage, read_write> d_y: array<Cell>;
@group(0) @binding(3) var<storage, read_write> d_x: array<Cell>;

@compute @workgroup_size(64)
fn silu_backward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  if (i < params.size) {
    d_x[i] = d_y[i] * sigmoid(x[i]) * (1.0 + x[i] * sigmoid(-x[i]));
  }
}
