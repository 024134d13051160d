// The language a reader gets.
import { describe, expect, it } from 'vitest';
import { isLang, join, preferredLang, same, say } from './text';

describe('language', () => {
  it.each([
    [['zh-TW', 'en'], 'zh-CN'],
    [['de-DE', 'zh-Hans-CN', 'en'], 'zh-CN'],
    [['fr', 'en-GB', 'zh'], 'en'],
    [['ZH'], 'zh-CN'],
    [['fr', 'zha'], 'en'],
    [[], 'en'],
  ] as const)('of a browser that wants %j is %s', (wanted, lang) => {
    expect(preferredLang(wanted)).toBe(lang);
  });

  it('joins sentences as each language does', () => {
    const text = join({ en: 'One.', 'zh-CN': '一。' }, same('2.'));
    expect(say('en', text)).toBe('One. 2.');
    expect(say('zh-CN', text)).toBe('一。2.');
    expect(isLang('zh')).toBe(false);
  });
});
