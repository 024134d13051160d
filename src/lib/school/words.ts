// The page's language, handed down by the layout. Components ask `useWords()` while they are created.
import { createContext } from 'svelte';
import { say as pick, type Lang, type Text } from '../i18n/text';

export interface Words {
  /** The page's language now; reactive. */
  readonly lang: Lang;
  /** A text in that language; reactive. */
  say(text: Text): string;
}

const [getWords, setWords] = createContext<Words>();

/** Called once, by the layout. */
export function provideWords(lang: () => Lang): Words {
  return setWords({
    get lang() {
      return lang();
    },
    say: (text) => pick(lang(), text),
  });
}

/** The words of this page. @throws Error outside the layout */
export const useWords = getWords;
