// What lies on the reader's desk: text and knobs, where they are kept, and when the forge is asked to work.
import type { StateInAddress } from '$lib/school/address.svelte';
import type { Text } from '$lib/i18n/text';
import { Forging } from './lab.svelte';
import { codec, shareable, type ForgeState } from './state';
import { forge as m } from './words';

/** After the last key. */
const TYPING_MS = 350;
const KEEP_MS = 800;

export class Desk {
  settings = $state<ForgeState>(structuredClone(codec.defaults));
  readonly forging: Forging;
  /** Set once, right after construction: each needs the other. */
  address: StateInAddress<ForgeState> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  readonly #say: (text: Text) => string;

  constructor(say: (text: Text) => string) {
    this.#say = say;
    this.forging = new Forging((at) => {
      this.settings.at = at;
      this.#noted();
    });
  }

  /** A link, or back and forward. One without a text is about the text that is here. */
  apply = (state: ForgeState): void => {
    this.settings = state.text === '' ? { ...state, text: this.settings.text } : state;
    if (this.settings.text !== '') this.#train();
  };

  /** Without a text from a link: what was kept last time, else the example. */
  async begin(): Promise<void> {
    addEventListener('pagehide', this.#keep);
    if (this.settings.text !== '') return;
    const kept = await this.forging.kept();
    if (this.settings.text !== '') return;
    if (!kept || kept.text === '') return this.useExample();
    const { text, vocabSize, pre, at } = kept;
    this.settings = { text, vocabSize, pre, at };
    this.#train();
  }

  /** Text, pre-tokeniser or size changed: train soon. */
  changed = (): void => {
    this.#noted();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#train, TYPING_MS);
  };

  /** Train to the size and show its end. */
  run = (): void => {
    clearTimeout(this.#typing);
    this.settings.at = this.settings.vocabSize - 256;
    this.address?.push(this.shared());
    this.#train();
  };

  useExample = (): void => {
    this.settings.text = this.#say(m.defaultText);
    this.settings.at = 0;
    this.#train();
  };

  /** An untouched example is put in the page's language. */
  followLanguage(): void {
    const text = this.#say(m.defaultText);
    const { en, 'zh-CN': zh } = m.defaultText;
    if (this.settings.text !== text && [en, zh].includes(this.settings.text)) this.useExample();
  }

  /** The state as a link holds it. */
  shared = (): ForgeState => shareable($state.snapshot(this.settings));

  leave(): void {
    removeEventListener('pagehide', this.#keep);
    clearTimeout(this.#typing);
    void this.#keep().finally(() => this.forging.dispose());
  }

  #train = (): void => void this.forging.train($state.snapshot(this.settings));

  #noted(): void {
    this.address?.replace(this.shared());
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(this.#keep, KEEP_MS);
  }

  #keep = async (): Promise<void> => {
    clearTimeout(this.#keeping);
    if (this.forging.trained) await this.forging.keep({ v: 1, ...$state.snapshot(this.settings) });
  };
}
