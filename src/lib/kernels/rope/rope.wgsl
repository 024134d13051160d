// rope: rotates each pair (x[i], x[i + D/2]) of a head by the angle position · θ^(−2i/D)
//
// Shapes   x, y: [batch, steps, heads, D]; position = params.position + step.
// Work     one thread turns one pair; 64 threads a workgroup.
// Numerics WGSL promises sin and cos to 2⁻¹¹ only, and an f32 angle of some thousand radians has lost its last
//          digits. So a frequency comes in turns (not radians), split in a coarse part of 11 bits, whose product
//          with a position below 8192 is exact, and the rest; whole turns are dropped before anything rounds.
// Source   Su et al. 2021, RoFormer; pairs as in Hugging Face's Llama (rotate_half).
//
// Joined in front: const HALF = D/2; const COARSE, FINE: array<f32, HALF>, turns per position.

struct Params {
  size: u32,
  heads: u32,
  steps: u32,
  position: u32,
  direction: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

/// (cos, sin) of 2π · turns, |turns| ≤ 1/2, to about 1e-7.
fn cos_sin(turns: f32) -> vec2f {
  let quarter = round(turns * 4.0);
  let a = (turns - quarter * 0.25) * 6.283185307179586;
  let s = a * a;
  // Taylor series; |a| ≤ π/4.
  let sine = a * (1.0 - s / 6.0 * (1.0 - s / 20.0 * (1.0 - s / 42.0 * (1.0 - s / 72.0))));
  let cosine = 1.0 - s / 2.0 * (1.0 - s / 12.0 * (1.0 - s / 30.0 * (1.0 - s / 56.0 * (1.0 - s / 90.0))));
  switch (i32(quarter) & 3) {
    case 1: { return vec2f(-sine, cosine); }
    case 2: { return vec2f(-cosine, -sine); }
    case 3: { return vec2f(sine, -cosine); }
    default: { return vec2f(cosine, sine); }
  }
}

@compute @workgroup_size(64)
fn rope_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let pair = (group.x + group.y * groups.x) * 64u + thread;
  if (pair >= params.size) {
    return;
  }
  let i = pair % HALF;
  let head = pair / HALF;
  let position = f32(params.position + head / params.heads % params.steps);

  let turns = fract(position * COARSE[i]) + position * FINE[i];
  let turn = cos_sin(turns - round(turns));
  let sine = turn.y * params.direction;

  let low = head * 2u * HALF + i;
  let high = low + HALF;
  let a = x[low];
  let b = x[high];
  y[low] = a * turn.x - b * sine;
  y[high] = b * turn.x + a * sine;
}
