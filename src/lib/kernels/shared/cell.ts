/** Elementwise kernels are written once over `Cell`, which a line joined before them makes f32 or vec4f. */
import { linearGroups, paramU32, type KernelCall, type Param } from '../../gpu/dispatch';
import { joinWgsl } from '../op';

/** What `Cell` is for runs of `size` numbers: vec4f where four divide them, else f32. */
export function cellOf(size: number): { readonly alias: string; readonly size: 1 | 4 } {
  return size % 4 === 0 ? { alias: 'alias Cell = vec4f;', size: 4 } : { alias: 'alias Cell = f32;', size: 1 };
}

/**
 * The one dispatch of an elementwise op on `size` numbers: inputs first, then outputs, 64 cells a workgroup.
 * Its params are the number of cells, then `extra`.
 */
export function elementwiseCall(
  entry: string,
  source: string,
  size: number,
  [inputs, outputs]: readonly [inputs: number, outputs: number],
  extra: readonly Param[] = [],
): KernelCall {
  const cell = cellOf(size);
  const cells = size / cell.size;
  return {
    label: entry.replaceAll('_', '-').replace('-forward', ''),
    code: joinWgsl(cell.alias, source),
    entry,
    params: [paramU32(cells), ...extra],
    operands: [
      ...Array.from({ length: inputs }, (_, input) => ({ input })),
      ...Array.from({ length: outputs }, (_, output) => ({ output })),
    ],
    workgroups: linearGroups(cells / 64),
    work: size * 4,
  };
}
