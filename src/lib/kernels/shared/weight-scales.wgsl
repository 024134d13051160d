// One f16 scale for each `group` neighbours of a row: [rows, width / group rounded up], two in a word, rows padded.
// group is a multiple of 4, so four neighbours from a multiple of 4 share one scale.

@group(0) @binding(3) var<storage, read_write> scales: array<u32>;

fn load_scale(row: u32, k: u32) -> f32 {
  let groups = (params.width + params.group - 1u) / params.group;
  let at = k / params.group;
  let pair = unpack2x16float(scales[row * ((groups + 1u) / 2u) + at / 2u]);
  return select(pair.x, pair.y, at % 2u == 1u);
}
