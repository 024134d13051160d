// attention-cached, few rows: y = softmax(scale · q kᵀ) v of new tokens against a cache, split over the keys
//
// Shapes   q, y: [query_rows, heads, D]; k, v: [key_rows, kv_heads, D], of which position + t + 1 rows count.
// Work     one workgroup makes one row of one head. Thread i takes keys i, i + THREADS, … in one pass, as if they
//          were all; then thread = four columns adds the threads' mixtures, each faded to the common maximum.
// Numerics as in attention.wgsl: running maxima keep every exponent ≤ 0; fixed order.
// Source   Dao et al. 2023, Flash-Decoding (here one workgroup a row and no second dispatch: contexts are short).

@group(0) @binding(1) var<storage, read_write> q: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> k: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> v: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> y: array<vec4f>;

/// As many as leave the mixtures room in 16 KiB of workgroup memory, and one column group each.
const THREADS = 32u;
const PARTS = min(THREADS, 896u / HEAD_VEC);

/// Of each thread: the maximum and the total of its keys, and its mixture.
var<workgroup> peaks: array<f32, THREADS>;
var<workgroup> totals: array<f32, THREADS>;
var<workgroup> mixtures: array<vec4f, PARTS * HEAD_VEC>;

@compute @workgroup_size(THREADS)
fn attention_cached_decode(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let head = group.x;
  let row = group.y;
  let kv_head = head * params.kv_heads / params.heads;
  let query_start = query_at(0u, row, head);
  let keys = visible_keys(row);

  var mixture: array<vec4f, HEAD_VEC>;
  var highest = HIDDEN;
  var total = 0.0;
  let end = select(0u, keys.y, thread < PARTS);
  for (var key = keys.x + thread; key < end; key += PARTS) {
    let at = key_at(0u, key, kv_head);
    var score = 0.0;
    for (var c = 0u; c < HEAD_VEC; c++) {
      score += dot(q[query_start + c], k[at + c]);
    }
    score *= params.scale;
    let peak = max(highest, score);
    let fade = exp(highest - peak);
    let weight = exp(score - peak);
    highest = peak;
    total = total * fade + weight;
    for (var c = 0u; c < HEAD_VEC; c++) {
      mixture[c] = mixture[c] * fade + weight * v[at + c];
    }
  }
  peaks[thread] = highest;
  totals[thread] = total;
  if (thread < PARTS) {
    for (var c = 0u; c < HEAD_VEC; c++) {
      mixtures[thread * HEAD_VEC + c] = mixture[c];
    }
  }
  workgroupBarrier();

  if (thread < HEAD_VEC) {
    var peak = HIDDEN;
    for (var i = 0u; i < PARTS; i++) {
      peak = max(peak, peaks[i]);
    }
    var sum = vec4f(0.0);
    var whole = 0.0;
    for (var i = 0u; i < PARTS; i++) {
      let fade = exp(peaks[i] - peak);
      sum += fade * mixtures[i * HEAD_VEC + thread];
      whole += fade * totals[i];
    }
    y[query_start + thread] = sum / whole;
  }
}
