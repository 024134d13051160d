// b by strides, one number at a time: for sizes that are no multiple of 4. Outside the matrix there are
// zeros; chosen, not branched to, as in a-any.wgsl.

@group(0) @binding(2) var<storage, read_write> b: array<f32>;

fn load_b_scalar(k: u32, column: u32) -> f32 {
  let inside = k < params.inner && column < params.columns;
  return select(0.0, b[k * params.b_inner + column * params.b_column], inside);
}

fn load_b(k: u32, column: u32) -> vec4f {
  return vec4f(
    load_b_scalar(k, column), load_b_scalar(k, column + 1u),
    load_b_scalar(k, column + 2u), load_b_scalar(k, column + 3u),
  );
}

fn load_b_block(k: u32, column: u32) -> mat4x4f {
  return mat4x4f(load_b(k, column), load_b(k + 1u, column), load_b(k + 2u, column), load_b(k + 3u, column));
}
