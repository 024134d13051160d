// clip-factor: norm = √Σ squares, factor = min(1, max_norm / (norm + 1e-6))
//
// Shapes   a … f, total, factor, norm: one f32 each.
// Work     one thread. `add` takes up to six sums (a dispatch binds eight buffers at most); `finish` follows the
//          last of them.
// Numerics sums in the order of the inputs.
// Source   Pascanu et al. 2013, On the difficulty of training RNNs; as torch.nn.utils.clip_grad_norm_.

struct Params {
  count: u32,
  first: u32,
  max_norm: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> total: array<f32>;
@group(0) @binding(2) var<storage, read_write> a: array<f32>;
@group(0) @binding(3) var<storage, read_write> b: array<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;
@group(0) @binding(5) var<storage, read_write> d: array<f32>;
@group(0) @binding(6) var<storage, read_write> e: array<f32>;
@group(0) @binding(7) var<storage, read_write> f: array<f32>;

@compute @workgroup_size(1)
fn clip_factor_add() {
  var sum = select(total[0], 0.0, params.first == 1u);
  if (params.count > 0u) { sum += a[0]; }
  if (params.count > 1u) { sum += b[0]; }
  if (params.count > 2u) { sum += c[0]; }
  if (params.count > 3u) { sum += d[0]; }
  if (params.count > 4u) { sum += e[0]; }
  if (params.count > 5u) { sum += f[0]; }
  total[0] = sum;
}

/// a = factor, b = norm.
@compute @workgroup_size(1)
fn clip_factor_finish() {
  let norm = sqrt(total[0]);
  a[0] = min(1.0, params.max_norm / (norm + 1e-6));
  b[0] = norm;
}
