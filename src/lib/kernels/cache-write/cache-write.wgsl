// cache-write: cache[position + t] ← rows[t]
//
// Shapes   cache: [capacity, width]; rows: [steps, width]. Rows past the capacity are dropped.
// Work     one thread moves one element; 64 threads a workgroup.

struct Params {
  size: u32,
  cache_size: u32,
  width: u32,
  position: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> cache: array<f32>;
@group(0) @binding(2) var<storage, read_write> rows: array<f32>;

@compute @workgroup_size(64)
fn cache_write_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + thread;
  let at = params.position * params.width + i;
  if (i < params.size && at < params.cache_size) {
    cache[at] = rows[i];
  }
}
