// b as inner × columns, columns a multiple of 4: one vec4 is four neighbours along a row.
// Where k has a tail (INNER_TAIL, joined before this file), there are zeros past its end.

@group(0) @binding(2) var<storage, read_write> b: array<vec4f>;

fn load_b(k: u32, column: u32) -> vec4f {
  if (INNER_TAIL && k >= params.inner) {
    return vec4f();
  }
  return b[(k * params.columns + column) / 4u];
}

fn load_b_block(k: u32, column: u32) -> mat4x4f {
  return mat4x4f(load_b(k, column), load_b(k + 1u, column), load_b(k + 2u, column), load_b(k + 3u, column));
}
