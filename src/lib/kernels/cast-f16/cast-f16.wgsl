// cast-f16: y = x rounded to f16
//
// Shapes   x: rows × width (f32, read as its bits), y: rows × width (f16, two in a word, rows padded to whole words).
// Work     one thread makes one word of y; 64 threads a workgroup.
// Numerics to nearest, ties to even; above 65,504 to infinity; below 2⁻²⁵ to zero. In integers, because
//          pack2x16float may round either way and says nothing about numbers out of range.
// Source   IEEE 754-2019 §4.3.1; the same steps as toHalf in base/half.ts.

struct Params {
  rows: u32,
  width: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;

// value / 2^drop, to nearest, ties to even.
fn round_shift(value: u32, drop: u32) -> u32 {
  let kept = value >> drop;
  let rest = value & ((1u << drop) - 1u);
  let tie = 1u << (drop - 1u);
  return kept + u32(rest > tie || (rest == tie && (kept & 1u) == 1u));
}

fn to_half(bits: u32) -> u32 {
  let sign = (bits >> 16u) & 0x8000u;
  let exponent = (bits >> 23u) & 0xffu;
  let fraction = bits & 0x7fffffu;
  if (exponent == 0xffu) {
    return sign | 0x7c00u | select(0u, 0x200u, fraction != 0u);
  }
  if (exponent >= 143u) {
    return sign | 0x7c00u;
  }
  if (exponent > 112u) {
    return sign + round_shift(((exponent - 112u) << 23u) | fraction, 13u);
  }
  if (exponent < 102u) {
    return sign;
  }
  return sign | round_shift(fraction | 0x800000u, 126u - exponent);
}

@compute @workgroup_size(64)
fn cast_f16_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let words = (params.width + 1u) / 2u;
  let row = i / words;
  let column = (i % words) * 2u;
  if (row >= params.rows) {
    return;
  }
  let at = row * params.width + column;
  var word = to_half(x[at]);
  if (column + 1u < params.width) {
    word |= to_half(x[at + 1u]) << 16u;
  }
  y[i] = word;
}
