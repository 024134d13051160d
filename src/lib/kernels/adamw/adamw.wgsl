// adamw: decoupled weight decay, then Adam with bias correction, in place, on one flat parameter
//   p ← p − learning_rate · weight_decay · p
//   m ← m + (1 − β₁)(g − m)        v ← β₂ v + (1 − β₂) g²
//   p ← p − learning_rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
//
// Shapes   p, g, m, v: [size].
// Work     one thread updates one element; 64 threads a workgroup.
// Numerics 1 − βᵗ comes from −expm1(t · log β): the plain power loses four digits of it while t is small.
// Source   Loshchilov and Hutter 2017, Decoupled Weight Decay Regularization; order as in torch.optim.AdamW.
//
// Joined behind: fn gradient_scale() -> f32, which is 1 or the clip factor.

struct Params {
  size: u32,
  learning_rate: f32,
  step: f32,
  beta1_complement: f32,
  beta2_complement: f32,
  log_beta1: f32,
  log_beta2: f32,
  eps: f32,
  weight_decay: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> p: array<f32>;
@group(0) @binding(2) var<storage, read_write> g: array<f32>;
@group(0) @binding(3) var<storage, read_write> m: array<f32>;
@group(0) @binding(4) var<storage, read_write> v: array<f32>;

/// 1 − exp(x) for x ≤ 0, to f32 precision also near 0.
fn one_minus_exp(x: f32) -> f32 {
  if (x < -0.5) {
    return 1.0 - exp(x);
  }
  // Taylor series of −expm1.
  return -x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0 * (1.0 + x / 7.0))))));
}

@compute @workgroup_size(64)
fn adamw_update(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + thread;
  if (i >= params.size) {
    return;
  }
  let gradient = g[i] * gradient_scale();
  let first = m[i] + params.beta1_complement * (gradient - m[i]);
  let second = v[i] + params.beta2_complement * (gradient * gradient - v[i]);
  m[i] = first;
  v[i] = second;
  let step_size = params.learning_rate / one_minus_exp(params.step * params.log_beta1);
  let root = sqrt(second) / sqrt(one_minus_exp(params.step * params.log_beta2));
  let kept = p[i] * (1.0 - params.learning_rate * params.weight_decay);
  p[i] = kept - step_size * first / (root + params.eps);
}
