// Weights as int8 codes [rows, width], four in a word, each row padded to a whole word: load_weight gives four
// neighbours of a row, code · scale, k a multiple of 4. Joined with weight-scales.wgsl, which gives load_scale.

@group(0) @binding(2) var<storage, read_write> weight: array<u32>;

fn load_weight(row: u32, k: u32) -> vec4f {
  let word = bitcast<i32>(weight[row * ((params.width + 3u) / 4u) + k / 4u]);
  // Up to the top and down again: the sign comes along.
  let codes = (vec4i(word) << vec4u(24u, 16u, 8u, 0u)) >> vec4u(24u);
  return vec4f(codes) * load_scale(row, k);
}
