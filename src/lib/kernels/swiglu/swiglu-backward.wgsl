// swiglu-backward: d_up = d_y · silu(gate), d_gate = d_y · up · silu′(gate)
//
// Shapes   gate, up, d_y, d_gate, d_up: any, equal; seen here as one row of `size` cells.
// Work     one thread makes one cell; 64 threads a workgroup. A cell is f32, or vec4f where the size is a multiple
//          of 4: the line joined before this file says which.
// Numerics as in swiglu.wgsl; silu′(x) = σ(x) · (1 + x · (1 − σ(x))), and 1 − σ(x) is σ(−x), which does not cancel.

struct Params {
  size: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> gate: array<Cell>;
@group(0) @binding(2) var<storage, read_write> up: array<Cell>;
@group(0) @binding(3) var<storage, read_write> d_y: array<Cell>;
@group(0) @binding(4) var<storage, read_write> d_gate: array<Cell>;
@group(0) @binding(5) var<storage, read_write> d_up: array<Cell>;

@compute @workgroup_size(64)
fn swiglu_backward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  if (i < params.size) {
    let open = sigmoid(gate[i]);
    d_up[i] = d_y[i] * gate[i] * open;
    d_gate[i] = d_y[i] * up[i] * open * (1.0 + gate[i] * sigmoid(-gate[i]));
  }
}
