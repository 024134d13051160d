// The keys that change layer and head, everywhere on the page but in fields.

/** Also as a Chinese input method types them. */
const turns: Readonly<Record<string, { layer: number; head: number }>> = {
  '[': { layer: -1, head: 0 },
  ']': { layer: 1, head: 0 },
  '{': { layer: 0, head: -1 },
  '}': { layer: 0, head: 1 },
  '【': { layer: -1, head: 0 },
  '】': { layer: 1, head: 0 },
  '「': { layer: 0, head: -1 },
  '」': { layer: 0, head: 1 },
};

const fields = 'input:not([type=range]), textarea, select, [contenteditable], dialog';

/** Which way a key turns; undefined when it is no such key, or belongs to a field. */
export function headKey(event: KeyboardEvent): { layer: number; head: number } | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.target instanceof Element && event.target.closest(fields)) return undefined;
  return Object.hasOwn(turns, event.key) ? turns[event.key] : undefined;
}
