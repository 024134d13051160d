// Finds the labs and tracks that exist: manifests eagerly, everything else of a lab only when its page opens.
import type { Component } from 'svelte';
import type { Lang } from '../lib/i18n/text';
import {
  labKey,
  type LabManifest,
  type LabProse,
  type LoadedLab,
  type TrackManifest,
} from '../lib/school/define-lab';

const manifests = import.meta.glob<LabManifest>('./*/*/lab.ts', { eager: true, import: 'default' });
const trackFiles = import.meta.glob<TrackManifest>('./*/track.ts', { eager: true, import: 'default' });
const components = import.meta.glob<Component>('./*/*/Lab.svelte', { import: 'default' });
const proses = import.meta.glob<LabProse>('./*/*/prose.*.md', { import: 'default' });

/** The folder of a file, without `./`. */
const folderOf = (path: string): string => path.slice(2, path.lastIndexOf('/'));

/** The labs that are built, in the order of their folders. @throws Error when a manifest names another folder */
export const labs: readonly LabManifest[] = Object.entries(manifests)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, lab]) => {
    if (labKey(lab) !== folderOf(path)) {
      throw new Error(`lab ${lab.id}: its manifest says ${labKey(lab)}, its folder is ${folderOf(path)}`);
    }
    return lab;
  });

/** All tracks, in the order of their folders. */
export const tracks: readonly TrackManifest[] = Object.entries(trackFiles)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, track]) => track);

/** The built lab in this folder, if there is one. */
export const findLab = (track: string, slug: string): LabManifest | undefined =>
  labs.find((lab) => lab.track === track && lab.slug === slug);

/** Everything a page needs to show a lab in one language. @throws Error when a file of the folder is missing */
export async function loadLab(lab: LabManifest, lang: Lang): Promise<LoadedLab> {
  const folder = `./${labKey(lab)}`;
  const component = components[`${folder}/Lab.svelte`];
  const words = proses[`${folder}/prose.${lang}.md`];
  if (!component || !words) throw new Error(`lab ${lab.id}: Lab.svelte or prose.${lang}.md is missing`);
  const [Lab, prose] = await Promise.all([component(), words()]);
  return { manifest: lab, lang, prose, Lab };
}
