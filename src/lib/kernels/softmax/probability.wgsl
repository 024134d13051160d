// softmax's last step: a probability.

fn softmax_value(z: f32, peak: f32, sum: f32) -> f32 {
  return exp(z - peak) / sum;
}
