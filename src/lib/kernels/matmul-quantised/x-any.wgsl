// x as rows × width of any width, one number at a time. Past the end of k there are zeros, which silence whatever
// load_weight gives there. A row past the end repeats the last one; its result is not stored.

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

fn load_x(row: u32, k: u32) -> vec4f {
  let start = min(row, params.rows - 1u) * params.width;
  var four = vec4f();
  for (var i = 0u; i < min(4u, params.width - k); i++) {
    four[i] = x[start + k + i];
  }
  return four;
}
