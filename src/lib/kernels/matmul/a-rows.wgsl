// a as rows × inner, inner a multiple of 4: one vec4 is four neighbours along k.
// A row past the end repeats the last one; its result is not stored.

@group(0) @binding(1) var<storage, read_write> a: array<vec4f>;

fn load_a(row: u32, k: u32) -> vec4f {
  return a[(min(row, params.rows - 1u) * params.inner + k) / 4u];
}

fn load_a_block(row: u32, k: u32) -> mat4x4f {
  return mat4x4f(load_a(row, k), load_a(row + 1u, k), load_a(row + 2u, k), load_a(row + 3u, k));
}
