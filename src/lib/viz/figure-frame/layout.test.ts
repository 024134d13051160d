import { expect, it } from 'vitest';
import { fileStem } from './layout';

it.each([
  ['attention layer 1, head 2', 'attention-layer-1-head-2'],
  ['注意力 · 第1层', '注意力-第1层'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a<b>:"c"|?*', 'a-b-c'],
  ['…', 'figure'],
  ['x'.repeat(200), 'x'.repeat(80)],
])('%s → %s', (name, stem) => expect(fileStem(name)).toBe(stem));
