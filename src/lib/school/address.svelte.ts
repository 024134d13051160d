// A lab's state in the page's address: read when the page opens and on back and forward, written on request.
import { createContext, onMount } from 'svelte';
import type { ShareCodec, ShareNotice } from './share';

/** How a page changes its own fragment; the route gives SvelteKit's functions, a test gives its own. */
export interface Address {
  replace(fragment: string): void;
  push(fragment: string): void;
}

const [getAddress, setAddress] = createContext<Address>();
export const provideAddress = setAddress;

export interface StateInAddress<State> {
  /** While dragging: changes the address in place, at most every 200 ms. */
  replace(state: State): void;
  /** On commit: a new entry in the history. */
  push(state: State): void;
  /** The whole link, or undefined when the state is too long for one: offer a file. */
  link(state: State): string | undefined;
  /** Why the link that was opened could not be used; reactive. */
  readonly notice: ShareNotice | undefined;
}

const REPLACE_EVERY_MS = 200;

/** Whether a fragment names a place on the page: a link to a section is no state. */
const isSection = (fragment: string): boolean =>
  fragment !== '' && document.getElementById(fragment) !== null;

/**
 * Ties a state to the address. Call while the component is created; `apply` is called in the browser only:
 * once on mount when the address holds a state, and on back and forward.
 */
export function stateInAddress<State extends object>(
  codec: ShareCodec<State>,
  apply: (state: State) => void,
): StateInAddress<State> {
  const address = getAddress();
  let notice = $state<ShareNotice | undefined>();
  let shown = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function read(isFirst: boolean): void {
    const fragment = location.hash.slice(1);
    if ((!isFirst && fragment === shown) || isSection(fragment)) return;
    clearTimeout(timer);
    shown = fragment;
    const decoded = codec.decode(fragment);
    notice = decoded.notice;
    if (decoded.found || !isFirst) apply(decoded.state);
  }

  function write(state: State, how: (fragment: string) => void): void {
    clearTimeout(timer);
    timer = undefined;
    const fragment = codec.encode(state);
    if (fragment === undefined || fragment === shown) return;
    shown = fragment;
    notice = undefined;
    how(fragment);
  }

  onMount(() => {
    read(true);
    const onmove = () => read(false);
    addEventListener('popstate', onmove);
    addEventListener('hashchange', onmove);
    return () => {
      clearTimeout(timer);
      removeEventListener('popstate', onmove);
      removeEventListener('hashchange', onmove);
    };
  });

  return {
    replace(state) {
      clearTimeout(timer);
      timer = setTimeout(() => write(state, address.replace), REPLACE_EVERY_MS);
    },
    push: (state) => write(state, address.push),
    link(state) {
      const fragment = codec.encode(state);
      return fragment === undefined ? undefined : `${location.href.replace(/#.*$/, '')}#${fragment}`;
    },
    get notice() {
      return notice;
    },
  };
}
