// attention-cached, few rows: y = softmax(scale · q kᵀ) v of new tokens against a cache, split over the keys
//
// Shapes   q, y: [query_rows, heads, D]; k, v: [key_rows, kv_heads, D], of which position + t + 1 rows count.
// Work     one workgroup makes one row of one head, 64 keys at a time: first thread = key (score, weight), then
//          thread = (slice of the keys, four columns) for the mixture; the slices are added at the end.
// Numerics as in attention.wgsl: the running maximum keeps every exponent ≤ 0; fixed order.
// Source   Dao et al. 2023, Flash-Decoding (here one workgroup a row and no second pass: contexts are short).

@group(0) @binding(1) var<storage, read_write> q: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> k: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> v: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> y: array<vec4f>;

const SLICES = 64u / HEAD_VEC;

var<workgroup> weights: array<f32, 64>;
var<workgroup> parts: array<vec4f, 64>;

@compute @workgroup_size(64)
fn attention_cached_decode(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let head = group.x;
  let row = group.y;
  let kv_head = head * params.kv_heads / params.heads;
  let query_start = query_at(0u, row, head);
  let keys = visible_keys(row);
  let slice = thread / HEAD_VEC;
  let column = thread % HEAD_VEC;

  var highest = HIDDEN;
  var total = 0.0;
  var mixture = vec4f(0.0);
  for (var first = keys.x; first < keys.y; first += 64u) {
    var score = HIDDEN;
    if (first + thread < keys.y) {
      let at = key_at(0u, first + thread, kv_head);
      score = 0.0;
      for (var c = 0u; c < HEAD_VEC; c++) {
        score += dot(q[query_start + c], k[at + c]);
      }
      score *= params.scale;
    }
    let peak = max(highest, row_max(score, thread));
    let fade = exp(highest - peak);
    let weight = exp(score - peak);
    weights[thread] = weight;
    total = total * fade + row_sum(weight, thread);
    highest = peak;

    // row_sum ended with a barrier: all weights are there.
    mixture *= fade;
    let count = select(0u, min(64u, keys.y - first), slice < SLICES);
    for (var j = slice; j < count; j += SLICES) {
      mixture += weights[j] * v[key_at(0u, first + j, kv_head) + column];
    }
    workgroupBarrier();
  }

  parts[thread] = mixture;
  workgroupBarrier();
  if (thread < HEAD_VEC) {
    var sum = vec4f(0.0);
    for (var s = 0u; s < SLICES; s++) {
      sum += parts[s * HEAD_VEC + thread];
    }
    y[query_start + thread] = sum / total;
  }
}
