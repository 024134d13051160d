// x as rows × width, width a multiple of 4: one vec4 is four neighbours along k.
// A row past the end repeats the last one; its result is not stored.

@group(0) @binding(1) var<storage, read_write> x: array<vec4f>;

fn load_x(row: u32, k: u32) -> vec4f {
  return x[(min(row, params.rows - 1u) * params.width + k) / 4u];
}
