// Weights as f32 [rows, width]: load_weight gives four neighbours of a row, k a multiple of 4.
// Past the row's end the numbers are anyone's: callers must not use them.

@group(0) @binding(2) var<storage, read_write> weight: array<f32>;

fn load_weight(row: u32, k: u32) -> vec4f {
  let at = row * params.width + k;
  return vec4f(weight[at], weight[at + 1u], weight[at + 2u], weight[at + 3u]);
}
