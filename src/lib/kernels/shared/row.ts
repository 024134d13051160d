/** How kernels that reduce along rows are launched; `row.wgsl` is the other half. */
import { linearGroups } from '../../gpu/dispatch';

/** Rows and columns of a shape: the last dimension is the columns. `[]` is one row of one. */
export function rowsOf(shape: readonly number[]): { rows: number; columns: number } {
  return { rows: shape.slice(0, -1).reduce((a, b) => a * b, 1), columns: shape.at(-1) ?? 1 };
}

/** `constants` and `workgroups` of a launch. Many short rows: a thread each. Else 16 threads share
 * one: a barrier costs a software adapter about as much as adding a hundred numbers, so few threads meet it. */
export function rowLaunch(rows: number, columns: number) {
  const lanes = columns <= 512 && rows >= 64 ? 1 : 16;
  return { constants: { LANES: lanes }, workgroups: linearGroups((rows * lanes) / 64) };
}
