// matmul for one to four rows (decoding): y[m, n] = Σₖ a[m, k] · b[k, n], where b is read once and a is tiny.
//
// Shapes   a: rows × inner, not transposed, rows ≤ 4; b: inner × columns or its transpose; y: rows × columns; f32.
// Work     a workgroup makes 32 columns: 8 threads side by side take 4 columns each, and 8 slices share k, every
//          slice taking each eighth group of four. Then the slices are added up. Joined before this file: ROWS,
//          load_a and load_b_block (a-*.wgsl, b-*.wgsl).
// Numerics f32; the sum over k is eight partial sums, added in order of slice.

const SLICES = 8u;
const QUADS = 8u;

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

var<workgroup> partial: array<vec4f, ROWS * SLICES * QUADS>;

@compute @workgroup_size(SLICES * QUADS)
fn matmul_gemv(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  // Neighbouring threads read neighbouring addresses: along columns, or along k where b lies transposed.
  let along_columns = params.b_column == 1u;
  let quad = select(local / SLICES, local % QUADS, along_columns);
  let slice = select(local % SLICES, local / QUADS, along_columns);
  let column = (group.x * QUADS + quad) * 4u;

  var sum: array<vec4f, ROWS>;
  if (column < params.columns) {
    for (var k = slice * 4u; k < params.inner; k += SLICES * 4u) {
      let block = load_b_block(k, column);
      for (var row = 0u; row < ROWS; row++) {
        sum[row] += block * load_a(row, k);
      }
    }
  }
  for (var row = 0u; row < ROWS; row++) {
    partial[(row * SLICES + slice) * QUADS + quad] = sum[row];
  }
  workgroupBarrier();

  // 64 threads, ROWS × 32 results: one thread adds up one column of each row in turn.
  for (var at = local; at < params.rows * QUADS * 4u; at += SLICES * QUADS) {
    let row = at / (QUADS * 4u);
    let offset = at % (QUADS * 4u);
    let target_column = group.x * QUADS * 4u + offset;
    var total = 0.0;
    for (var s = 0u; s < SLICES; s++) {
      total += partial[(row * SLICES + s) * QUADS + offset / 4u][offset % 4u];
    }
    if (target_column < params.columns) {
      y[row * params.columns + target_column] = total;
    }
  }
}
