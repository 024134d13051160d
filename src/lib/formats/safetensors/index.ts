/** safetensors: read, write, convert. See read.ts for the layout and what is refused. */
export { dtypeBytes, isSafetensorsDType, type SafeTensor, type SafetensorsDType } from './dtypes';
export { readSafetensors, type SafetensorsFile } from './read';
export { writeSafetensors } from './write';
export { fromF32, toF32, toHalfWords } from './convert';
