/** Every op, one line each: a name you can jump to. `tests/ops.test.ts` fails when a folder is missing. */
export { add } from './add';
export { matmul } from './matmul';
export { copy } from './copy';
export { fill } from './fill';
