// matmul, the second rung: tiles of a and b are copied to workgroup memory once and used TILE times.
//
// Shapes   a: rows × inner, b: inner × columns, y: rows × columns, all f32; strides as in naive.wgsl.
// Work     one workgroup makes a TILE × TILE patch of y, one element a thread. For each step of TILE along k,
//          every thread fetches one element of a and one of b, waits, and multiplies from workgroup memory.
// Numerics f32, k ascending; positions outside the matrices count as 0. Loads fall from 2 to 2/TILE a product.

override TILE: u32 = 16u;

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
@group(0) @binding(1) var<storage, read_write> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

var<workgroup> a_tile: array<f32, TILE * TILE>;
var<workgroup> b_tile: array<f32, TILE * TILE>;

fn load_a(row: u32, k: u32) -> f32 {
  if (row >= params.rows || k >= params.inner) {
    return 0.0;
  }
  return a[row * params.a_row + k * params.a_inner];
}

fn load_b(k: u32, column: u32) -> f32 {
  if (k >= params.inner || column >= params.columns) {
    return 0.0;
  }
  return b[k * params.b_inner + column * params.b_column];
}

@compute @workgroup_size(TILE, TILE)
fn matmul_tiled(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let first_row = group.y * TILE;
  let first_column = group.x * TILE;
  // Neighbouring threads fetch neighbouring addresses: of a transposed matrix, x runs down its other side.
  let a_at = select(local.yx, local.xy, params.a_inner > 1u);
  let b_at = select(local.yx, local.xy, params.b_column > 1u);

  var sum = 0.0;
  for (var k = 0u; k < params.inner; k += TILE) {
    a_tile[a_at.x * TILE + a_at.y] = load_a(first_row + a_at.x, k + a_at.y);
    b_tile[b_at.x * TILE + b_at.y] = load_b(k + b_at.x, first_column + b_at.y);
    workgroupBarrier();
    for (var step = 0u; step < TILE; step++) {
      sum += a_tile[local.y * TILE + step] * b_tile[step * TILE + local.x];
    }
    workgroupBarrier();
  }
  let row = first_row + local.y;
  let column = first_column + local.x;
  if (row < params.rows && column < params.columns) {
    y[row * params.columns + column] = sum;
  }
}
