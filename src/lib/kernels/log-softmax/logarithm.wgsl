// log-softmax: the last step of softmax (see softmax/softmax.wgsl) without leaving the logarithm.

fn softmax_value(z: f32, peak: f32, sum: f32) -> f32 {
  return z - peak - log(sum);
}
