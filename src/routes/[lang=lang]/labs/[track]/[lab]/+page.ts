// Loads the lab that the address names; prerendered for every lab that exists.
import { error } from '@sveltejs/kit';
import { langs, type Lang } from '$lib/i18n/text';
import { findLab, labs, loadLab } from '../../../../../labs';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () =>
  labs.flatMap((lab) => langs.map((lang) => ({ lang, track: lab.track, lab: lab.slug })));

export const load: PageLoad = async ({ params }) => {
  const lab = findLab(params.track, params.lab);
  if (!lab) error(404, `There is no lab ${params.track}/${params.lab}.`);
  return loadLab(lab, params.lang as Lang);
};
