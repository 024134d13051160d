// Reductions along a row (the last dimension), for kernels of 64 threads a workgroup.
//
// Work     LANES threads share a row and visit columns lane, lane + LANES, …: 1 (a workgroup takes 64 rows and
//          meets no barrier; for many short rows) or 16 (a workgroup takes four rows).
// Numerics fixed order: each lane in column order, then the lanes in order.

override LANES: u32 = 16u;

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
  workgroupBarrier();
  var sum = 0.0;
  for (var i = thread - lane_of(thread); i < thread - lane_of(thread) + LANES; i++) {
    sum += lane_values[i];
  }
  workgroupBarrier();
  return sum;
}

/// Largest `value` over the lanes of a row. Every thread of the workgroup must call it.
fn row_max(value: f32, thread: u32) -> f32 {
  if (LANES == 1u) {
    return value;
  }
  lane_values[thread] = value;
  workgroupBarrier();
  var largest = value;
  for (var i = thread - lane_of(thread); i < thread - lane_of(thread) + LANES; i++) {
    largest = max(largest, lane_values[i]);
  }
  workgroupBarrier();
  return largest;
}
