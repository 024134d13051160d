// attention-probs: the matrix that `attention` never stores: probs = softmax(scale · q kᵀ, over the visible keys)
//
// Shapes   q: [batch, query_rows, heads, D]; k: [batch, key_rows, kv_heads, D];
//          probs: [batch, heads, query_rows, key_rows], exactly 0 where a key is not visible.
// Work     one thread makes one row of one head: scores, then weights, then weights over their sum.
// Numerics exponents ≤ 0; rows sum to 1 within 1e-6.

@group(0) @binding(1) var<storage, read_write> q: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> k: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> probs: array<f32>;

@compute @workgroup_size(64)
fn attention_probs(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let row = group.x * 64u + thread;
  let head = group.y;
  let batch = group.z;
  if (row >= params.query_rows) {
    return;
  }
  let kv_head = head * params.kv_heads / params.heads;
  let query_start = query_at(batch, row, head);
  let start = statistic_at(batch, head, row) * params.key_rows;
  let keys = visible_keys(row);

  var highest = HIDDEN;
  for (var key = keys.x; key < keys.y; key++) {
    let at = key_at(batch, key, kv_head);
    var score = 0.0;
    for (var c = 0u; c < HEAD_VEC; c++) {
      score += dot(q[query_start + c], k[at + c]);
    }
    score *= params.scale;
    probs[start + key] = score;
    highest = max(highest, score);
  }
  var total = 0.0;
  for (var key = keys.x; key < keys.y; key++) {
    let weight = exp(probs[start + key] - highest);
    probs[start + key] = weight;
    total += weight;
  }
  for (var key = 0u; key < params.key_rows; key++) {
    if (key >= keys.x && key < keys.y) {
      probs[start + key] /= total;
    } else {
      probs[start + key] = 0.0;
    }
  }
}
