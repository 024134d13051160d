// attention-backward, first pass: the dot of each row, and dq, with P recomputed as exp(score − lse)
//   dots = Σ dy · y (of a row)     dS = P · (dy vᵀ − dots)     dq = scale · dS k
//
// Shapes   q, dy, y, dq: [batch, query_rows, heads, D]; k, v: [batch, key_rows, kv_heads, D];
//          lse, dots: [batch, heads, query_rows].
// Work     one thread makes one row of one head, four keys at a time, as in the forward pass.
// Numerics sums in f32 in fixed order: same input, same bytes.
// Source   Dao et al. 2022, FlashAttention, appendix B.4.

@group(0) @binding(1) var<storage, read_write> q: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> k: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> v: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
@group(0) @binding(5) var<storage, read_write> dy: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> dots: array<f32>;
@group(0) @binding(7) var<storage, read_write> y: array<vec4f>;
@group(0) @binding(8) var<storage, read_write> dq: array<vec4f>;

@compute @workgroup_size(64)
fn attention_backward_rows(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let row = group.x * 64u + thread;
  let head = group.y;
  let batch = group.z;
  if (row >= params.query_rows) {
    return;
  }
  let kv_head = head * params.kv_heads / params.heads;
  let start = query_at(batch, row, head);
  let statistic = statistic_at(batch, head, row);
  let level = lse[statistic];
  let stride = params.kv_heads * HEAD_VEC;

  var query: array<vec4f, HEAD_VEC>;
  var gradient: array<vec4f, HEAD_VEC>;
  var sum: array<vec4f, HEAD_VEC>;
  var row_dot = 0.0;
  for (var c = 0u; c < HEAD_VEC; c++) {
    query[c] = q[start + c] * params.scale;
    gradient[c] = dy[start + c];
    row_dot += dot(gradient[c], y[start + c]);
  }
  dots[statistic] = row_dot;

  let keys = visible_keys(row);
  for (var key = keys.x; key < keys.y; key += 4u) {
    let more = keys.y - 1u - key;
    let at = four_from(key_at(batch, key, kv_head), stride, more);
    var scores = vec4f(0.0);
    var pulls = vec4f(-row_dot);
    for (var c = 0u; c < HEAD_VEC; c++) {
      let a = query[c];
      let b = gradient[c];
      scores += vec4f(dot(a, k[at.x + c]), dot(a, k[at.y + c]), dot(a, k[at.z + c]), dot(a, k[at.w + c]));
      pulls += vec4f(dot(b, v[at.x + c]), dot(b, v[at.y + c]), dot(b, v[at.z + c]), dot(b, v[at.w + c]));
    }
    let slopes = existing(exp(scores - level) * pulls, 0.0, more);
    for (var c = 0u; c < HEAD_VEC; c++) {
      sum[c] += slopes.x * k[at.x + c] + slopes.y * k[at.y + c] + slopes.z * k[at.z + c] + slopes.w * k[at.w + c];
    }
  }
  for (var c = 0u; c < HEAD_VEC; c++) {
    dq[start + c] = sum[c] * params.scale;
  }
}
