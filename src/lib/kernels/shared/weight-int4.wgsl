// Weights as int4 codes [rows, width], eight in a word, each row padded to a whole word: load_weight gives four
// neighbours of a row, code · scale, k a multiple of 4. Joined with weight-scales.wgsl, which gives load_scale.

@group(0) @binding(2) var<storage, read_write> weight: array<u32>;

fn load_weight(row: u32, k: u32) -> vec4f {
  let word = weight[row * ((params.width + 7u) / 8u) + k / 8u];
  let half = bitcast<i32>(word >> ((k & 4u) * 4u));
  // Up to the top and down again: the sign comes along.
  let codes = (vec4i(half) << vec4u(28u, 24u, 20u, 16u)) >> vec4u(28u);
  return vec4f(codes) * load_scale(row, k);
}
