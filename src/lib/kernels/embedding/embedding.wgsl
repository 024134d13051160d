// embedding: y[n, :] = weight[ids[n], :]
//
// Shapes   ids: positions (u32), weight: rows × width (f32 or f16), y: positions × width (f32).
// Work     one thread copies four neighbouring channels of one position; 64 threads a workgroup. Joined with
//          shared/weight-*.wgsl, which gives load_weight.
// Numerics exact. An id past the last row reads the last row: the page checks ids, the kernel only stays inside.

struct Params {
  positions: u32,
  rows: u32,
  width: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> ids: array<u32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn embedding_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let quads = (params.width + 3u) / 4u;
  let i = (group.x + group.y * groups.x) * 64u + local;
  let position = i / quads;
  let channel = (i % quads) * 4u;
  if (position >= params.positions) {
    return;
  }
  let values = load_weight(min(ids[position], params.rows - 1u), channel);
  for (var j = 0u; j < min(4u, params.width - channel); j++) {
    y[position * params.width + channel + j] = values[j];
  }
}
