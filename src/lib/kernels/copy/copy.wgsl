// copy: y = x, word by word
//
// Shapes   x, y: any, equal; seen here as one row of `size` 32-bit words of whatever type.
// Work     one thread copies one word; 64 threads a workgroup.

struct Params {
  size: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;

@compute @workgroup_size(64)
fn copy_forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.x + group.y * groups.x) * 64u + local;
  if (i < params.size) {
    y[i] = x[i];
  }
}
