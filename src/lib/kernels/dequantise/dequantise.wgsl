// dequantise: y[r, c] = weight[r, c], decoded
//
// Shapes   weight: rows × width (f16, or int8 / int4 codes with f16 scales), y: rows × width (f32).
// Work     one thread decodes four neighbours of a row; 64 threads a workgroup. Joined with shared/weight-*.wgsl,
//          which gives load_weight and binds what is stored behind y: to 2 and, for scales, 3.
// Numerics exact: code · scale has 19 bits.

struct Params {
  rows: u32,
  width: u32,
  group: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn dequantise_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let quads = (params.width + 3u) / 4u;
  let row = i / quads;
  let column = (i % quads) * 4u;
  if (row >= params.rows) {
    return;
  }
  let values = load_weight(row, column);
  for (var j = 0u; j < min(4u, params.width - column); j++) {
    y[row * params.width + column + j] = values[j];
  }
}
