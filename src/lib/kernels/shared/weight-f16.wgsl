// Weights as f16 [rows, width], two in a word, each row padded to a whole word: load_weight gives four
// neighbours of a row, k a multiple of 4. unpack2x16float is exact and needs no shader-f16.
// Past the row's end the numbers are anyone's: callers must not use them.

@group(0) @binding(2) var<storage, read_write> weight: array<u32>;

fn load_weight(row: u32, k: u32) -> vec4f {
  let at = row * ((params.width + 1u) / 2u) + k / 2u;
  return vec4f(unpack2x16float(weight[at]), unpack2x16float(weight[at + 1u]));
}
