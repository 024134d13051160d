// gather-rows: y[i, :] = x[indices[i], :]
//
// Shapes   indices: count (u32), x: rows × width, y: count × width, f32.
// Work     one thread moves one cell of y; 64 threads a workgroup. A cell is f32, or vec4f where width is a
//          multiple of 4: the line joined before this file says which, and params.width counts cells.
// Numerics exact. An index past the last row reads the last row.

struct Params {
  count: u32,
  rows: u32,
  width: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<Cell>;
@group(0) @binding(2) var<storage, read_write> indices: array<u32>;
@group(0) @binding(3) var<storage, read_write> y: array<Cell>;

@compute @workgroup_size(64)
fn gather_rows_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let at = i / params.width;
  if (at < params.count) {
    y[i] = x[min(indices[at], params.rows - 1u) * params.width + i % params.width];
  }
}
