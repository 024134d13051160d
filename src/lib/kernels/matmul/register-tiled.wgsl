// matmul, the third rung: each thread keeps a 4 × 4 patch of y in registers and uses every load four times.
//
// Shapes   a: rows × inner, b: inner × columns, y: rows × columns, all f32.
// Work     one thread makes a 4 × 4 patch; a workgroup of 8 × 8 threads makes 32 × 32. No workgroup memory: the
//          caches share what neighbours load. Joined before this file: load_a_block and load_b_block, which know
//          how a and b lie in memory (a-*.wgsl, b-*.wgsl).
// Numerics f32, k ascending in steps of four. As WGSL matrices are lists of columns, a block is kept as its rows:
//          a_block[i] is row i over k, b_block[i] is row k + i over columns, and b_block * a_block is the product.

struct Params {
  rows: u32,
  columns: u32,
  inner: u32,
  a_row: u32,
  a_inner: u32,
  b_inner: u32,
  b_column: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(8, 8)
fn matmul_register_tiled(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * 4u;
  let column = id.x * 4u;
  if (row >= params.rows || column >= params.columns) {
    return;
  }
  var sum = mat4x4f();
  for (var k = 0u; k < params.inner; k += 4u) {
    sum += load_b_block(k, column) * load_a_block(row, k);
  }
  for (var i = 0u; i < 4u && row + i < params.rows; i++) {
    for (var j = 0u; j < 4u && column + j < params.columns; j++) {
      y[(row + i) * params.columns + column + j] = sum[i][j];
    }
  }
}
