// What a text in two languages is, and how to pick one. No words here: they are in messages.ts and errors.ts.

/** The languages of the site, as they stand in the URL and in `lang`. */
export type Lang = 'en' | 'zh-CN';

/** One text in both languages; a missing language is a type error. */
export type Text = Readonly<Record<Lang, string>>;

/** Both languages, in the order the site lists them. */
export const langs: readonly Lang[] = ['zh-CN', 'en'];

/** What each language calls itself. */
export const langNames: Readonly<Record<Lang, string>> = { en: 'English', 'zh-CN': '中文' };

/** The text in one language. */
export const say = (lang: Lang, text: Text): string => text[lang];

/** The same string in both languages: for numbers, names, code. */
export const same = (text: string): Text => ({ en: text, 'zh-CN': text });

/** Several texts one after the other; English gets a space between them, Chinese does not. */
export const join = (...texts: readonly Text[]): Text => ({
  en: texts.map((text) => text.en).join(' '),
  'zh-CN': texts.map((text) => text['zh-CN']).join(''),
});

/** Whether a string names a language of the site. */
export const isLang = (value: string): value is Lang => value === 'en' || value === 'zh-CN';

/**
 * The site's language for a reader, from the browser's list in order of preference.
 * Any kind of Chinese gets Chinese; when neither language is asked for, English.
 */
export function preferredLang(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return 'en';
}
