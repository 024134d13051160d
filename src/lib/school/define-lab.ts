/**
 * What a lab and a track say about themselves: data only, in `lab.ts` and `track.ts`. Read eagerly, also where
 * a page only lists labs, so these files import nothing but this one.
 */
import type { Component } from 'svelte';
import type { Lang, Text } from '../i18n/text';

/** Something a lab builds on: a paper, a book, a specification. */
export interface Source {
  readonly title: string;
  readonly url?: string;
}

export interface LabManifest {
  /** Short name, e.g. `X3`, as in the curriculum. */
  readonly id: string;
  /** Folder name of the track, e.g. `05-transformer`. */
  readonly track: string;
  /** Folder name of the lab, e.g. `03-attention-microscope`: the URL and the key of progress. */
  readonly slug: string;
  readonly title: Text;
  /** One or two sentences: what one sees and does here. */
  readonly summary: Text;
  /** A first visit, in minutes. */
  readonly minutes: number;
  /** Short names of labs that come before. */
  readonly needs: readonly string[];
  /** «You will be able to …», three to five of them. */
  readonly goals: readonly Text[];
  /** `optional`: a GPU is used where there is one, else the CPU device; `none`: nothing to compute on one. */
  readonly gpu: 'optional' | 'none';
  readonly sources: readonly Source[];
}

export interface TrackManifest {
  /** Folder name, e.g. `05-transformer`. */
  readonly id: string;
  readonly title: Text;
  /** One sentence. */
  readonly summary: Text;
}

/** Words of a lab in one language: the default export of `prose.<lang>.md`. */
export interface LabProse {
  readonly sections: Readonly<Record<string, { readonly title: string; readonly html: string }>>;
  readonly order: readonly string[];
}

/** What a page needs to show a lab. `Lab.svelte` takes no props: it asks `useLab()` and `useWords()`. */
export interface LoadedLab {
  readonly manifest: LabManifest;
  readonly lang: Lang;
  readonly prose: LabProse;
  readonly Lab: Component;
}

/** Types a manifest and refuses one that a page could not show. @throws Error naming the lab and the field */
export function defineLab(lab: LabManifest): LabManifest {
  if (!/^[A-Z][1-9]$/.test(lab.id))
    throw new Error(`lab "${lab.id}": the id is a letter and a digit, e.g. X3`);
  for (const field of ['track', 'slug'] as const) {
    if (!/^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/.test(lab[field])) {
      throw new Error(`lab ${lab.id}: ${field} "${lab[field]}" is no folder name like 05-transformer`);
    }
  }
  if (!(lab.minutes > 0)) throw new Error(`lab ${lab.id}: minutes must be positive, got ${lab.minutes}`);
  if (lab.goals.length === 0) throw new Error(`lab ${lab.id}: goals are missing`);
  return lab;
}

/** Types a track. */
export const defineTrack = (track: TrackManifest): TrackManifest => track;

/** The key under which progress of a lab is kept. */
export const labKey = (lab: { readonly track: string; readonly slug: string }): string =>
  `${lab.track}/${lab.slug}`;
