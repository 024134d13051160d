// matmul, the fourth rung: register tiles again, 8 × 8 a thread, so that every load is used eight times.
//
// Shapes   a: rows × inner, b: inner × columns, y: rows × columns, all f32.
// Work     one thread makes an 8 × 8 patch as four 4 × 4 blocks; a workgroup of 8 × 8 threads makes 64 × 64. It asks
//          about 130 registers of a thread and leaves few threads, so it is for products large enough. Joined
//          before this file: load_a_block and load_b_block (a-*.wgsl, b-*.wgsl).
// Numerics f32, k ascending in steps of four; blocks are kept as their rows, as in register-tiled.wgsl.

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

fn store(block: mat4x4f, row: u32, column: u32) {
  for (var i = 0u; i < 4u && row + i < params.rows; i++) {
    for (var j = 0u; j < 4u && column + j < params.columns; j++) {
      y[(row + i) * params.columns + column + j] = block[i][j];
    }
  }
}

@compute @workgroup_size(8, 8)
fn matmul_register_wide(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * 8u;
  let column = id.x * 8u;
  if (row >= params.rows || column >= params.columns) {
    return;
  }
  var top_left = mat4x4f();
  var top_right = mat4x4f();
  var bottom_left = mat4x4f();
  var bottom_right = mat4x4f();
  for (var k = 0u; k < params.inner; k += 4u) {
    let top = load_a_block(row, k);
    let bottom = load_a_block(row + 4u, k);
    let left = load_b_block(k, column);
    let right = load_b_block(k, column + 4u);
    top_left += left * top;
    top_right += right * top;
    bottom_left += left * bottom;
    bottom_right += right * bottom;
  }
  store(top_left, row, column);
  store(top_right, row, column + 4u);
  store(bottom_left, row + 4u, column);
  store(bottom_right, row + 4u, column + 4u);
}
