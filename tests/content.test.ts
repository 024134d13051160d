// Every lab, found by its folder: the same structure in both languages, sections shown, exercises solvable.
import { describe, expect, it } from 'vitest';
import { compileProse } from '../scripts/prose/compile.ts';
import type { Exercise } from '../src/lib/judge/exercise';
import { defineNumberExercise } from '../src/lib/judge/exercise';
import type { QuizQuestion } from '../src/lib/judge/quiz';
import { defineLab, type LabManifest } from '../src/lib/school/define-lab';
import { exerciseFaults, manifestFaults, proseFaults, quizFaults, usageFaults } from './support/content';

const manifests = import.meta.glob<LabManifest>('/src/labs/*/*/lab.ts', { import: 'default', eager: true });
const written = import.meta.glob<string>('/src/labs/*/*/*.{md,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const exerciseModules = import.meta.glob<{ exercises: readonly Exercise[] }>('/src/labs/*/*/exercises.ts');
const quizModules = import.meta.glob<{ quiz: readonly QuizQuestion[] }>('/src/labs/*/*/quiz.ts');

const folders = Object.keys(manifests).map((path) => path.replace(/\/lab\.ts$/, ''));
const read = (path: string): string => {
  const text = written[path];
  if (text === undefined) throw new Error(`${path} is missing`);
  return text;
};

it('finds the labs', () => expect(folders.length).toBeGreaterThan(0));

it('every lab folder has a manifest', () => {
  const withWords = new Set(Object.keys(written).map((path) => path.replace(/\/[^/]*$/, '')));
  expect([...withWords].filter((folder) => !folders.includes(folder))).toEqual([]);
});

describe.each(folders)('%s', (folder) => {
  it('says what it is', () => {
    const manifest = manifests[`${folder}/lab.ts`];
    expect(manifest).toBeDefined();
    if (manifest) expect(manifestFaults(manifest, folder.replace('/src/labs/', ''))).toEqual([]);
  });

  it('has the same sections, formulas and code in both languages', () => {
    expect(proseFaults(read(`${folder}/prose.en.md`), read(`${folder}/prose.zh-CN.md`))).toEqual([]);
  });

  it('shows each section once', () => {
    const { order } = compileProse(read(`${folder}/prose.en.md`), 'prose.en.md');
    const components = Object.entries(written).filter(([path]) => path.startsWith(`${folder}/`));
    expect(
      usageFaults(
        order,
        components.filter(([path]) => path.endsWith('.svelte')).map(([, text]) => text),
      ),
    ).toEqual([]);
  });

  it('has exercises whose solution passes and whose starter fails', { timeout: 120_000 }, async () => {
    const load = exerciseModules[`${folder}/exercises.ts`];
    if (!load) throw new Error('exercises.ts is missing');
    const { exercises } = await load();
    expect(exercises.length).toBeGreaterThanOrEqual(2);
    expect(await exerciseFaults(exercises, [1, 2, 3, 4, 5])).toEqual([]);
  });

  it('has a quiz whose choices say why', async () => {
    const quiz = (await quizModules[`${folder}/quiz.ts`]?.())?.quiz ?? [];
    expect(quizFaults(quiz)).toEqual([]);
  });
});

describe('the checks see a bad example', () => {
  const zh = '## {#a covers="000/1"} 甲\n\n中文 $x^2$。\n';
  it.each([
    ['## {#b covers="000/1"} A\n\nText $x^2$.\n', 'sections differ'],
    ['## {#a covers="000/1"} A\n\nText $x^3$.\n', 'formulas differ'],
    ['## {#a covers="000/2"} A\n\nText $x^2$.\n', 'covers differ'],
    ['## {#a covers="000/1"} A\n\nText $x^2$.\n\n```ts\n1;\n```\n', 'code differ'],
    ['## {#a covers="000/1"}\n\nText $x^2$.\n', 'title in one language only'],
  ])('prose %j', (en, message) => expect(proseFaults(en, zh).join()).toContain(message));

  it('prose that was not translated', () => {
    const en = '## {#a} A\n\nText.\n';
    expect(proseFaults(en, en)).toEqual(['{#a} holds no Chinese in prose.zh-CN.md']);
    expect(proseFaults('## {#a covers="000/1"} A\n\nText $x^2$.\n', zh)).toEqual([]);
  });

  it('sections shown nowhere, twice, or not there', () => {
    const text = '<Prose section="b" /> <Prose class="x" section="c" /> <Prose section="b" />';
    expect(usageFaults(['a', 'b'], [text])).toEqual([
      '{#a} is shown nowhere',
      '{#b} is shown twice',
      '<Prose section="c"> has no such section',
    ]);
    expect(usageFaults(['a', 'b'], ['<Prose section="a" />', '<Prose\n  section="b"\n/>'])).toEqual([]);
  });

  it('exercises that are solved at the start, cannot be solved, or change', async () => {
    const text = { en: 'x', 'zh-CN': '甲' };
    let calls = 0;
    const bad = defineNumberExercise({
      kind: 'number',
      id: 'Bad',
      covers: [],
      title: { en: 'x', 'zh-CN': '' },
      instance: () => calls++,
      prompt: () => text,
      starter: () => 1,
      check: (_, answer) => ({ passed: answer === 1, message: text }),
      solution: () => 2,
    });
    const faults = (await exerciseFaults([bad], [1])).join('\n');
    expect(faults).toContain('"Bad" is not kebab-case');
    expect(faults).toContain('says nothing in zh-CN');
    expect(faults).toContain('another instance');
    expect(faults).toContain('its own solution fails');
    expect(faults).toContain('the starter passes');
  });

  it('a manifest that lies elsewhere and builds on nothing', () => {
    const text = { en: 'x', 'zh-CN': '甲' };
    const lab = defineLab({
      ...{ id: 'X3', track: '05-transformer', slug: '03-attention-microscope', title: text, summary: text },
      ...{ minutes: 5, needs: ['Z9'], goals: [text], gpu: 'optional', sources: [] },
    });
    expect(manifestFaults(lab, '05-transformer/03-attention-microscope')).toEqual([
      'X3 needs Z9, which is no lab',
    ]);
    expect(manifestFaults({ ...lab, needs: [] }, '05-transformer/04-x')).toHaveLength(1);
    expect(manifestFaults({ ...lab, needs: [], slug: '04-x' }, '05-transformer/04-x')).toEqual([
      'X3 is not planned so',
    ]);
  });
});
