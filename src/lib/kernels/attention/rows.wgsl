// What every attention kernel shares: its settings, where a row of a head lies, which keys a row may see.
//
// Shapes   queries (also y, dy, dq) [batch, query_rows, heads, D]; keys and values [batch, key_rows, kv_heads, D],
//          as vec4f. Query row t stands at position + t; `heads / kv_heads` query heads share a key head.
//
// Joined in front: const HEAD_VEC = D / 4.

struct Params {
  heads: u32,
  kv_heads: u32,
  query_rows: u32,
  key_rows: u32,
  position: u32,
  window: u32,
  causal: u32,
  scale: f32,
}

@group(0) @binding(0) var<uniform> params: Params;

/// The score of a key that is not there: below every real one, and far enough from the edge of f32 that
/// differences stay finite.
const HIDDEN = -1e30;

fn query_at(batch: u32, row: u32, head: u32) -> u32 {
  return ((batch * params.query_rows + row) * params.heads + head) * HEAD_VEC;
}

fn key_at(batch: u32, row: u32, kv_head: u32) -> u32 {
  return ((batch * params.key_rows + row) * params.kv_heads + kv_head) * HEAD_VEC;
}

/// Index of a (batch, head, row) in lse and in the row dots.
fn statistic_at(batch: u32, head: u32, row: u32) -> u32 {
  return (batch * params.heads + head) * params.query_rows + row;
}

/// The rows that see key `key` (position 0): from x up to, not including, y.
fn seeing_rows(key: u32) -> vec2u {
  if (params.causal == 0u) {
    return vec2u(0u, params.query_rows);
  }
  let end = select(params.query_rows, key + params.window, params.window < params.query_rows);
  return vec2u(key, min(end, params.query_rows));
}

/// The keys that query row `row` sees: from x up to, not including, y.
fn visible_keys(row: u32) -> vec2u {
  if (params.causal == 0u) {
    return vec2u(0u, params.key_rows);
  }
  let end = min(params.position + row + 1u, params.key_rows);
  return vec2u(select(0u, end - params.window, end > params.window), end);
}

/// Rows or keys are taken four at a time. Where each of the four lies, when the first lies at `at`, the next ones
/// `stride` further and `more` of them exist; those that do not exist repeat the last that does.
fn four_from(at: u32, stride: u32, more: u32) -> vec4u {
  return min(vec4u(0u, 1u, 2u, 3u), vec4u(more)) * stride + at;
}

/// `values` where the four exist, and `otherwise` where not.
fn existing(values: vec4f, otherwise: f32, more: u32) -> vec4f {
  return select(vec4f(otherwise), values, vec4u(0u, 1u, 2u, 3u) <= vec4u(more));
}
