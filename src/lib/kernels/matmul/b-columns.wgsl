// b as columns × inner (transposed), inner a multiple of 4: one vec4 is four neighbours along k.
// A column past the end repeats the last one; its result is not stored.

@group(0) @binding(2) var<storage, read_write> b: array<vec4f>;

fn load_b_column(k: u32, column: u32) -> vec4f {
  return b[(min(column, params.columns - 1u) * params.inner + k) / 4u];
}

fn load_b_block(k: u32, column: u32) -> mat4x4f {
  return transpose(mat4x4f(
    load_b_column(k, column), load_b_column(k, column + 1u),
    load_b_column(k, column + 2u), load_b_column(k, column + 3u),
  ));
}
