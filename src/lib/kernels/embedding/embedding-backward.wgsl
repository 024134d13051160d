// embedding-backward: d_weight[v, :] = Σ d_y[n, :] over the positions n whose id is v
//
// Shapes   ids: positions (u32), d_y: positions × width, d_weight: rows × width, f32;
//          chain: 2 × positions (u32): whether position n is the first of its id, and the next one with that id.
// Work     three passes without atomics. zero: one thread clears one cell. link: one thread a position looks for
//          its id before and after itself. gather: one thread a cell of a position; only the first position of
//          an id acts, and walks the chain. A cell is f32, or vec4f where width is a multiple of 4: the line
//          joined before this file says which, and params.width counts cells.
// Numerics f32, positions ascending: the same sum in the same order every time.

struct Params {
  positions: u32,
  rows: u32,
  width: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> ids: array<u32>;
@group(0) @binding(2) var<storage, read_write> d_y: array<Cell>;
@group(0) @binding(3) var<storage, read_write> d_weight: array<Cell>;
@group(0) @binding(4) var<storage, read_write> chain: array<u32>;

@compute @workgroup_size(64)
fn embedding_zero(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  if (i < params.rows * params.width) {
    d_weight[i] = Cell();
  }
}

@compute @workgroup_size(64)
fn embedding_link(@builtin(global_invocation_id) thread: vec3u) {
  let position = thread.x;
  if (position >= params.positions) {
    return;
  }
  let id = ids[position];
  var before = 0u;
  while (before < position && ids[before] != id) {
    before++;
  }
  var next = position + 1u;
  while (next < params.positions && ids[next] != id) {
    next++;
  }
  chain[position] = u32(before == position);
  chain[params.positions + position] = next;
}

@compute @workgroup_size(64)
fn embedding_gather(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  let position = i / params.width;
  let channel = i % params.width;
  if (position >= params.positions || chain[position] == 0u) {
    return;
  }
  var sum = Cell();
  for (var n = position; n < params.positions; n = chain[params.positions + n]) {
    sum += d_y[n * params.width + channel];
  }
  d_weight[min(ids[position], params.rows - 1u) * params.width + channel] = sum;
}
