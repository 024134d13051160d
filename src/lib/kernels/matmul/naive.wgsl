// matmul, the first rung: y[m, n] = Σₖ a[m, k] · b[k, n]
//
// Shapes   a: rows × inner, b: inner × columns, y: rows × columns, all f32. Strides say whether a or b lies
//          transposed in memory, so one kernel serves all four cases.
// Work     one thread makes one element of y; a workgroup makes an 8 × 8 patch.
// Numerics f32, k ascending. Every product needs two loads: memory is asked 2·rows·columns·inner times.

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

@compute @workgroup_size(8, 8)
fn matmul_naive(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y;
  let column = id.x;
  if (row >= params.rows || column >= params.columns) {
    return;
  }
  var sum = 0.0;
  for (var k = 0u; k < params.inner; k++) {
    sum += a[row * params.a_row + k * params.a_inner] * b[k * params.b_inner + column * params.b_column];
  }
  y[row * params.columns + column] = sum;
}
