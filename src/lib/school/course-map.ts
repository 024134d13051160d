// The map of the course in one language: what is built and what is planned, without a runtime import.
import { say, type Lang } from '../i18n/text';
import { curriculum } from './curriculum';
import { labKey, type LabManifest, type TrackManifest } from './define-lab';

export interface MapLab {
  readonly id: string;
  /** `<track>/<slug>`: the key of progress. */
  readonly key: string;
  readonly title: string;
  /** Only of labs that can be opened. */
  readonly built?: {
    readonly summary: string;
    readonly minutes: number;
    readonly exercises: readonly string[];
  };
}

export interface MapTrack {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly labs: readonly MapLab[];
}

export interface CourseMap {
  readonly tracks: readonly MapTrack[];
  readonly built: number;
  readonly planned: number;
}

/** @param exercisesOf ids of a built lab's exercises, by key */
export function courseMap(
  lang: Lang,
  tracks: readonly TrackManifest[],
  labs: readonly LabManifest[],
  exercisesOf: ReadonlyMap<string, readonly string[]>,
): CourseMap {
  const manifests = new Map(labs.map((lab) => [labKey(lab), lab]));
  const mapTracks = tracks.map((track) => ({
    id: track.id,
    title: say(lang, track.title),
    summary: say(lang, track.summary),
    labs: curriculum
      .filter((lab) => lab.track === track.id)
      .map((planned): MapLab => {
        const key = labKey(planned);
        const lab = manifests.get(key);
        if (!lab) return { id: planned.id, key, title: say(lang, planned.title) };
        const exercises = exercisesOf.get(key) ?? [];
        const built = { summary: say(lang, lab.summary), minutes: lab.minutes, exercises };
        return { id: lab.id, key, title: say(lang, lab.title), built };
      }),
  }));
  return { tracks: mapTracks, built: labs.length, planned: curriculum.length };
}
