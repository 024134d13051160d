// matmul-quantised for one row (decoding): y[m, n] = Σₖ x[m, k] · weight[n, k], every weight read once a row
//
// Shapes   x: rows × width (f32), weight: columns × width (f16, int8 or int4), y: rows × columns (f32).
// Work     one thread makes four columns of one row from its slice of k; a workgroup of 64 threads makes one row of
//          256/SLICES columns, then adds up the slices. SLICES is 1 where k is short: threads enough, no waiting.
//          Joined before this file: SLICES, load_x (x-*.wgsl), load_weight (shared/weight-*.wgsl), the binding of y.
// Numerics f32; k ascending in each slice, every slice taking each SLICES-th group of four; slices in order.

const THREADS = 64u;
const QUADS = THREADS / SLICES;

struct Params {
  rows: u32,
  columns: u32,
  width: u32,
  group: u32,
}

@group(0) @binding(0) var<uniform> params: Params;

var<workgroup> partial: array<vec4f, THREADS>;

@compute @workgroup_size(THREADS)
fn matmul_quantised_gemv(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let quad = local / SLICES;
  let slice = local % SLICES;
  let column = (group.x * QUADS + quad) * 4u;
  let row = group.y;
  let last = params.columns - 1u;

  var sum = vec4f();
  if (column < params.columns) {
    for (var k = slice * 4u; k < params.width; k += SLICES * 4u) {
      sum += load_x(row, k) * mat4x4f(
        load_weight(column, k), load_weight(min(column + 1u, last), k),
        load_weight(min(column + 2u, last), k), load_weight(min(column + 3u, last), k),
      );
    }
  }
  if (SLICES > 1u) {
    partial[local] = sum;
    workgroupBarrier();
    sum = vec4f();
    for (var s = 0u; s < SLICES; s++) {
      sum += partial[quad * SLICES + s];
    }
  }
  if (slice == 0u && column < params.columns) {
    for (var j = 0u; j < min(4u, params.columns - column); j++) {
      y[row * params.columns + column + j] = sum[j];
    }
  }
}
