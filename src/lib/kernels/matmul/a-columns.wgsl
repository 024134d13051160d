// a as inner × rows (transposed), rows a multiple of 4: one vec4 is four neighbours along the rows of the product.
// Where k has a tail (INNER_TAIL, joined before this file), there are zeros past its end.

@group(0) @binding(1) var<storage, read_write> a: array<vec4f>;

fn load_a_column(row: u32, k: u32) -> vec4f {
  if (INNER_TAIL && k >= params.inner) {
    return vec4f();
  }
  return a[(k * params.rows + row) / 4u];
}

fn load_a_block(row: u32, k: u32) -> mat4x4f {
  return transpose(mat4x4f(
    load_a_column(row, k), load_a_column(row, k + 1u), load_a_column(row, k + 2u), load_a_column(row, k + 3u),
  ));
}
