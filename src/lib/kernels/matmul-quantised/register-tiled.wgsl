// matmul-quantised for many rows: y[m, n] = Σₖ x[m, k] · weight[n, k], each weight decoded once for four rows
//
// Shapes   x: rows × width (f32), weight: columns × width (f16, int8 or int4), y: rows × columns (f32).
// Work     one thread makes a 4 × 4 patch of y in registers; a workgroup of 8 × 8 threads makes 32 × 32. Joined
//          before this file: load_x (x-*.wgsl), load_weight (shared/weight-*.wgsl) and the binding of y.
// Numerics f32, k ascending in steps of four; weights are decoded exactly: code · scale has 19 bits.
//          A block's WGSL columns are the four weight rows, so vector * block is the four dot products.

struct Params {
  rows: u32,
  columns: u32,
  width: u32,
  group: u32,
}

@group(0) @binding(0) var<uniform> params: Params;

@compute @workgroup_size(8, 8)
fn matmul_quantised_register_tiled(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * 4u;
  let column = id.x * 4u;
  if (row >= params.rows || column >= params.columns) {
    return;
  }
  let last = params.columns - 1u;
  var sum = mat4x4f();
  for (var k = 0u; k < params.width; k += 4u) {
    let block = mat4x4f(
      load_weight(column, k), load_weight(min(column + 1u, last), k),
      load_weight(min(column + 2u, last), k), load_weight(min(column + 3u, last), k),
    );
    sum += mat4x4f(
      load_x(row, k) * block, load_x(row + 1u, k) * block,
      load_x(row + 2u, k) * block, load_x(row + 3u, k) * block,
    );
  }
  for (var i = 0u; i < min(4u, params.rows - row); i++) {
    for (var j = 0u; j < min(4u, params.columns - column); j++) {
      y[(row + i) * params.columns + column + j] = sum[i][j];
    }
  }
}
