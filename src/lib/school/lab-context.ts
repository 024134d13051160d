// The lab that the page shows, handed down by the lab page: manifest, words, key of progress.
import { createContext } from 'svelte';
import { labKey, type LabManifest, type LabProse } from './define-lab';

export interface LabHere {
  readonly manifest: LabManifest;
  /** In the page's language; reactive. */
  readonly prose: LabProse;
  /** `<track>/<slug>`: the key of progress. */
  readonly key: string;
}

const [getLab, setLab] = createContext<LabHere>();

/** Called once, by the lab page. */
export function provideLab(loaded: () => { manifest: LabManifest; prose: LabProse }): LabHere {
  return setLab({
    get manifest() {
      return loaded().manifest;
    },
    get prose() {
      return loaded().prose;
    },
    get key() {
      return labKey(loaded().manifest);
    },
  });
}

/** The lab on this page. @throws Error outside a lab page */
export const useLab = getLab;
