// adamw with clipping: the gradient times a factor that lies on the device (see clip-factor).

@group(0) @binding(5) var<storage, read_write> scale: array<f32>;

fn gradient_scale() -> f32 {
  return scale[0];
}
