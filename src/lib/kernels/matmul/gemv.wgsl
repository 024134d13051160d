// matmul for few rows (decoding): y[m, n] = Σₖ a[m, k] · b[k, n], where b is large and read once a row
//
// Shapes   a: rows × inner, not transposed; b: inner × columns or its transpose; y: rows × columns; f32.
// Work     one thread makes four columns of one row from its slice of k; a workgroup of 64 threads makes one row of
//          256/SLICES columns, then adds up the slices. SLICES is 1 where k is short: threads enough, no waiting.
//          Joined before this file: SLICES, load_a and load_b_block (a-*.wgsl, b-*.wgsl).
// Numerics f32; k ascending in each slice, every slice taking each SLICES-th group of four; slices in order.

const THREADS = 64u;
const QUADS = THREADS / SLICES;

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

var<workgroup> partial: array<vec4f, THREADS>;

@compute @workgroup_size(THREADS)
fn matmul_gemv(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  // Neighbouring threads read neighbouring addresses: along columns, or along k where b lies transposed.
  let along_columns = params.b_column == 1u;
  let quad = select(local / SLICES, local % QUADS, along_columns);
  let slice = select(local % SLICES, local / QUADS, along_columns);
  let column = (group.x * QUADS + quad) * 4u;
  let row = group.y;

  var sum = vec4f();
  if (column < params.columns) {
    for (var k = slice * 4u; k < params.inner; k += SLICES * 4u) {
      sum += load_b_block(k, column) * load_a(row, k);
    }
  }
  if (SLICES > 1u) {
    partial[slice * QUADS + quad] = sum;
    workgroupBarrier();
    sum = vec4f();
    for (var s = 0u; s < SLICES; s++) {
      sum += partial[s * QUADS + quad];
    }
  }
  if (slice == 0u && column < params.columns) {
    for (var j = 0u; j < min(4u, params.columns - column); j++) {
      y[row * params.columns + column + j] = sum[j];
    }
  }
}
