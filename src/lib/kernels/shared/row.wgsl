// Reductions along a row (the last dimension), for kernels of 64 threads a workgroup.
//
// Work     LANES threads share a row and visit columns lane, lane + LANES, …: 1 (a workgroup takes 64 rows and
//          meets no barrier; for short rows) or 64 (a workgroup takes one row; for long ones).
// Numerics fixed order: each lane in column order, then a binary tree over the lanes.

override LANES: u32 = 64u;

/// Below every finite score, and far enough from the edge that differences stay finite.
const LOWEST = -1e30;

var<workgroup> lane_values: array<f32, 64>;

/// The row this thread works on; may lie past the last one.
fn row_of(group: vec3u, groups: vec3u, thread: u32) -> u32 {
  return ((group.x + group.y * groups.x) * 64u + thread) / LANES;
}

fn lane_of(thread: u32) -> u32 {
  return thread % LANES;
}

/// Sum of `value` over the lanes of a row. Every thread of the workgroup must call it.
fn row_sum(value: f32, thread: u32) -> f32 {
  if (LANES == 1u) {
    return value;
  }
  lane_values[thread] = value;
  for (var step = LANES / 2u; step > 0u; step /= 2u) {
    workgroupBarrier();
    if (thread < step) {
      lane_values[thread] += lane_values[thread + step];
    }
  }
  return workgroupUniformLoad(&lane_values[0]);
}

/// Largest `value` over the lanes of a row. Every thread of the workgroup must call it.
fn row_max(value: f32, thread: u32) -> f32 {
  if (LANES == 1u) {
    return value;
  }
  lane_values[thread] = value;
  for (var step = LANES / 2u; step > 0u; step /= 2u) {
    workgroupBarrier();
    if (thread < step) {
      lane_values[thread] = max(lane_values[thread], lane_values[thread + step]);
    }
  }
  return workgroupUniformLoad(&lane_values[0]);
}
