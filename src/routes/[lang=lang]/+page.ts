// Both languages are prerendered.
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = () => [{ lang: 'en' }, { lang: 'zh-CN' }];
