// attention-backward, second pass: dk and dv, with P recomputed as exp(score − lse)
//   dS = P · (dy vᵀ − dots)     dk = scale · dSᵀ q     dv = Pᵀ dy
//
// Shapes   q, dy: [batch, query_rows, heads, D]; k, v, dk, dv: [batch, key_rows, kv_heads, D];
//          lse, dots: [batch, heads, query_rows].
// Work     one thread makes one key of one key head, over the rows that see it, in each query head that shares it:
//          nobody else writes the element, so no atomics.
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
  let sharing = params.heads / params.kv_heads;
  for (var head = kv_head * sharing; head < (kv_head + 1u) * sharing; head++) {
    for (var row = rows.x; row < rows.y; row++) {
      let at = query_at(batch, row, head);
      let statistic = statistic_at(batch, head, row);
      var score = 0.0;
      var pull = -dots[statistic];
      for (var c = 0u; c < HEAD_VEC; c++) {
        score += dot(key_row[c], q[at + c]);
        pull += dot(value_row[c], dy[at + c]);
      }
      let weight = exp(score - lse[statistic]);
      let slope = weight * pull;
      for (var c = 0u; c < HEAD_VEC; c++) {
        dkey[c] += slope * q[at + c];
        dvalue[c] += weight * dy[at + c];
      }
    }
  }
  for (var c = 0u; c < HEAD_VEC; c++) {
    dk[start + c] = dkey[c] * params.scale;
    dv[start + c] = dvalue[c];
  }
}
