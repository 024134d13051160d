// The map: every planned lab once, in its track; only built ones can be opened.
import { describe, expect, it } from 'vitest';
import { courseMap } from './course-map';
import { curriculum, trackIds } from './curriculum';
import { defineLab, defineTrack } from './define-lab';

const both = (text: string) => ({ en: `${text} en`, 'zh-CN': `${text} zh` });
const tracks = trackIds.map((id) => defineTrack({ id, title: both(id), summary: both('about') }));
const lab = defineLab({
  id: 'Q1',
  track: '08-compression',
  slug: '01-int4-vs-fp16',
  title: both('Duel'),
  summary: both('Side by side'),
  minutes: 15,
  needs: [],
  goals: [both('tell them apart')],
  gpu: 'optional',
  sources: [],
});
const key = '08-compression/01-int4-vs-fp16';

describe('the map of the course', () => {
  const map = courseMap('zh-CN', tracks, [lab], new Map([[key, ['a', 'b']]]));

  it('lists each planned lab exactly once, in order', () => {
    const keys = map.tracks.flatMap((track) => track.labs.map((one) => one.key));
    expect(keys).toEqual(curriculum.map(({ track, slug }) => `${track}/${slug}`));
    expect([map.built, map.planned]).toEqual([1, 70]);
  });

  it('opens what is built, with its own title, and nothing else', () => {
    const open = map.tracks.flatMap((track) => track.labs).filter((one) => one.built);
    expect(open).toEqual([
      {
        id: 'Q1',
        key,
        title: 'Duel zh',
        built: { summary: 'Side by side zh', minutes: 15, exercises: ['a', 'b'] },
      },
    ]);
  });
});
