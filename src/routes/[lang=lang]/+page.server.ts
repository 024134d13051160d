// The map as data, made while prerendering: the page carries no manifest of 70 labs.
import type { Exercise } from '$lib/judge/exercise';
import type { Lang } from '$lib/i18n/text';
import { courseMap } from '$lib/school/course-map';
import { labKey } from '$lib/school/define-lab';
import { labs, tracks } from '../../labs';
import type { PageServerLoad } from './$types';

const exerciseFiles = import.meta.glob<readonly Exercise[]>('../../labs/*/*/exercises.ts', {
  import: 'exercises',
});

export const load: PageServerLoad = async ({ params }) => {
  const exercisesOf = new Map<string, readonly string[]>();
  for (const lab of labs) {
    const exercises = await exerciseFiles[`../../labs/${labKey(lab)}/exercises.ts`]?.();
    if (exercises)
      exercisesOf.set(
        labKey(lab),
        exercises.map(({ id }) => id),
      );
  }
  return { map: courseMap(params.lang as Lang, tracks, labs, exercisesOf) };
};
