// a by strides, one number at a time: for sizes that are no multiple of 4. Outside the matrix there are
// zeros; chosen, not branched to: 32 branches in a loop take a software adapter's compiler seconds.

@group(0) @binding(1) var<storage, read_write> a: array<f32>;

fn load_a_scalar(row: u32, k: u32) -> f32 {
  return select(0.0, a[row * params.a_row + k * params.a_inner], row < params.rows && k < params.inner);
}

fn load_a(row: u32, k: u32) -> vec4f {
  return vec4f(
    load_a_scalar(row, k), load_a_scalar(row, k + 1u), load_a_scalar(row, k + 2u), load_a_scalar(row, k + 3u),
  );
}

fn load_a_block(row: u32, k: u32) -> mat4x4f {
  return mat4x4f(load_a(row, k), load_a(row + 1u, k), load_a(row + 2u, k), load_a(row + 3u, k));
}
