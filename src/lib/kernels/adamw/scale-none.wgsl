// adamw without clipping: the gradient as it is.

fn gradient_scale() -> f32 {
  return 1.0;
}
