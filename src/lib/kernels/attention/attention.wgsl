// attention: y = softmax(scale · q kᵀ, over the visible keys) v, without a [T, T] tensor
//
// Shapes   q, y: [batch, query_rows, heads, D]; k, v: [batch, key_rows, kv_heads, D]; lse: [batch, heads, query_rows].
// Work     one thread makes one row of one head in one pass over its keys, four at a time; the row's query and its
//          running mixture stay in registers. A workgroup is 64 neighbouring rows of a head: they read the same keys.
// Numerics the running maximum keeps every exponent ≤ 0; when it rises, what was summed so far fades by
//          exp(old − new). lse = maximum + log(total), for the backward pass.
// Source   Milakov and Gimelshein 2018, Online normalizer calculation; Dao et al. 2022, FlashAttention.

@group(0) @binding(1) var<storage, read_write> q: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> k: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> v: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> y: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> lse: array<f32>;

@compute @workgroup_size(64)
fn attention_forward(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let row = group.x * 64u + thread;
  let head = group.y;
  let batch = group.z;
  if (row >= params.query_rows) {
    return;
  }
  let kv_head = head * params.kv_heads / params.heads;
  let query_start = query_at(batch, row, head);
  let stride = params.kv_heads * HEAD_VEC;

  var query: array<vec4f, HEAD_VEC>;
  var mixture: array<vec4f, HEAD_VEC>;
  for (var c = 0u; c < HEAD_VEC; c++) {
    query[c] = q[query_start + c] * params.scale;
  }
  var highest = HIDDEN;
  var total = 0.0;

  let keys = visible_keys(row);
  for (var key = keys.x; key < keys.y; key += 4u) {
    let more = keys.y - 1u - key;
    let at = four_from(key_at(batch, key, kv_head), stride, more);
    var scores = vec4f(0.0);
    for (var c = 0u; c < HEAD_VEC; c++) {
      let part = query[c];
      scores += vec4f(
        dot(part, k[at.x + c]),
        dot(part, k[at.y + c]),
        dot(part, k[at.z + c]),
        dot(part, k[at.w + c]),
      );
    }
    scores = existing(scores, HIDDEN, more);
    let peak = max(highest, max(max(scores.x, scores.y), max(scores.z, scores.w)));
    let fade = exp(highest - peak);
    let weights = exp(scores - peak);
    highest = peak;
    total = total * fade + dot(weights, vec4f(1.0));
    for (var c = 0u; c < HEAD_VEC; c++) {
      mixture[c] = mixture[c] * fade + weights.x * v[at.x + c] + weights.y * v[at.y + c]
        + weights.z * v[at.z + c] + weights.w * v[at.w + c];
    }
  }

  for (var c = 0u; c < HEAD_VEC; c++) {
    y[query_start + c] = mixture[c] / total;
  }
  lse[statistic_at(batch, head, row)] = highest + log(total);
}
