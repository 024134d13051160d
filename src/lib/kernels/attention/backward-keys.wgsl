// attention-backward, second pass: dk and dv, with P recomputed as exp(score − lse)
//   dS = P · (dy vᵀ − dots)     dk = scale · dSᵀ q     dv = Pᵀ dy
//
// Shapes   q, dy: [batch, query_rows, heads, D]; k, v, dk, dv: [batch, key_rows, kv_heads, D];
//          lse, dots: [batch, heads, query_rows].
// Work     one thread makes one key of one key head, over the rows that see it, four at a time, in each query head
//          that shares it: nobody else writes the element, so no atomics.
// Numerics sums in f32 in fixed order: same input, same bytes.
// Source   Dao et al. 2022, FlashAttention, appendix B.4.

@group(0) @binding(1) var<storage, read_write> q: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> k: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> v: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
@group(0) @binding(5) var<storage, read_write> dy: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> dots: array<f32>;
@group(0) @binding(7) var<storage, read_write> dk: array<vec4f>;
@group(0) @binding(8) var<storage, read_write> dv: array<vec4f>;

@compute @workgroup_size(64)
fn attention_backward_keys(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let key = group.x * 64u + thread;
  let kv_head = group.y;
  let batch = group.z;
  if (key >= params.key_rows) {
    return;
  }
  let start = key_at(batch, key, kv_head);
  var key_row: array<vec4f, HEAD_VEC>;
  var value_row: array<vec4f, HEAD_VEC>;
  var dkey: array<vec4f, HEAD_VEC>;
  var dvalue: array<vec4f, HEAD_VEC>;
  for (var c = 0u; c < HEAD_VEC; c++) {
    key_row[c] = k[start + c] * params.scale;
    value_row[c] = v[start + c];
  }

  let rows = seeing_rows(key);
  let stride = params.heads * HEAD_VEC;
  let sharing = params.heads / params.kv_heads;
  for (var head = kv_head * sharing; head < (kv_head + 1u) * sharing; head++) {
    for (var row = rows.x; row < rows.y; row += 4u) {
      let more = rows.y - 1u - row;
      let at = four_from(query_at(batch, row, head), stride, more);
      let statistic = four_from(statistic_at(batch, head, row), 1u, more);
      let levels = vec4f(lse[statistic.x], lse[statistic.y], lse[statistic.z], lse[statistic.w]);
      var scores = vec4f(0.0);
      var pulls = -vec4f(dots[statistic.x], dots[statistic.y], dots[statistic.z], dots[statistic.w]);
      for (var c = 0u; c < HEAD_VEC; c++) {
        let a = key_row[c];
        let b = value_row[c];
        scores += vec4f(dot(a, q[at.x + c]), dot(a, q[at.y + c]), dot(a, q[at.z + c]), dot(a, q[at.w + c]));
        pulls += vec4f(dot(b, dy[at.x + c]), dot(b, dy[at.y + c]), dot(b, dy[at.z + c]), dot(b, dy[at.w + c]));
      }
      let weights = existing(exp(scores - levels), 0.0, more);
      let slopes = weights * pulls;
      for (var c = 0u; c < HEAD_VEC; c++) {
        dkey[c] += slopes.x * q[at.x + c] + slopes.y * q[at.y + c] + slopes.z * q[at.z + c] + slopes.w * q[at.w + c];
        dvalue[c] += weights.x * dy[at.x + c] + weights.y * dy[at.y + c] + weights.z * dy[at.z + c]
          + weights.w * dy[at.w + c];
      }
    }
  }
  for (var c = 0u; c < HEAD_VEC; c++) {
    dk[start + c] = dkey[c] * params.scale;
    dv[start + c] = dvalue[c];
  }
}
