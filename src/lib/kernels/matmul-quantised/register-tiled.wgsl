// matmul-quantised for many rows: y[m, n] = Σₖ x[m, k] · weight[n, k], each weight decoded once for eight rows
//
// Shapes   x: rows × width (f32), weight: columns × width (f16, int8 or int4), y: rows × columns (f32).
// Work     one thread makes 8 rows × 4 columns of y in registers, as two 4 × 4 blocks (only the first where y has
//          no more than four rows: ROWS); a workgroup of 8 × 8 threads makes 64 × 32. Joined before this file:
//          ROWS (4 or 8), load_x (x-*.wgsl), load_weight (shared/weight-*.wgsl) and the binding of y.
// Numerics f32, k ascending in steps of four; weights are decoded exactly: code · scale has 19 bits.
//          Blocks are kept as their rows, as in matmul/register-tiled.wgsl.

struct Params {
  rows: u32,
  columns: u32,
  width: u32,
  group: u32,
}

@group(0) @binding(0) var<uniform> params: Params;

fn load_x_block(row: u32, k: u32) -> mat4x4f {
  return mat4x4f(load_x(row, k), load_x(row + 1u, k), load_x(row + 2u, k), load_x(row + 3u, k));
}

fn store(block: mat4x4f, row: u32, column: u32) {
  for (var i = 0u; i < 4u && row + i < params.rows; i++) {
    for (var j = 0u; j < 4u && column + j < params.columns; j++) {
      y[(row + i) * params.columns + column + j] = block[i][j];
    }
  }
}

@compute @workgroup_size(8, 8)
fn matmul_quantised_register_tiled(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * ROWS;
  let column = id.x * 4u;
  if (row >= params.rows || column >= params.columns) {
    return;
  }
  let last = params.columns - 1u;
  var top = mat4x4f();
  var bottom = mat4x4f();
  for (var k = 0u; k < params.width; k += 4u) {
    let block = transpose(mat4x4f(
      load_weight(column, k), load_weight(min(column + 1u, last), k),
      load_weight(min(column + 2u, last), k), load_weight(min(column + 3u, last), k),
    ));
    top += block * load_x_block(row, k);
    if (ROWS > 4u) {
      bottom += block * load_x_block(row + 4u, k);
    }
  }
  store(top, row, column);
  if (ROWS > 4u) {
    store(bottom, row + 4u, column);
  }
}
