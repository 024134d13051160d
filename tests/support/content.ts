// What the content test asks of a lab: words in both languages that match, and exercises that can be solved.
// Each function returns one line for each fault, so that a bad example can be fed to it.
import { compileProse } from '../../scripts/prose/compile.ts';
import { judge, type Exercise } from '../../src/lib/judge/exercise';
import type { QuizQuestion } from '../../src/lib/judge/quiz';
import type { LabManifest } from '../../src/lib/school/define-lab';
import { curriculum } from '../../src/lib/school/curriculum';
import type { Text } from '../../src/lib/i18n/text';

const han = /\p{Script=Han}/u;
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Compares the two prose files of a lab, as written. */
export function proseFaults(english: string, chinese: string): string[] {
  const en = compileProse(english, 'prose.en.md');
  const zh = compileProse(chinese, 'prose.zh-CN.md');
  if (!same(en.order, zh.order)) return [`sections differ: ${en.order.join(' ')} / ${zh.order.join(' ')}`];
  if (en.order.length === 0) return ['there is no section'];
  return en.order.flatMap((id) => {
    const [left, right] = [en.sections[id], zh.sections[id]];
    if (!left || !right) return [`{#${id}} is missing`];
    const faults: string[] = [];
    for (const part of ['formulas', 'code', 'covers'] as const) {
      if (!same(left[part], right[part])) {
        faults.push(
          `{#${id}} ${part} differ: ${JSON.stringify(left[part])} / ${JSON.stringify(right[part])}`,
        );
      }
    }
    if ((left.title === '') !== (right.title === ''))
      faults.push(`{#${id}} has a title in one language only`);
    if (left.html.trim() === '' || right.html.trim() === '') faults.push(`{#${id}} is empty`);
    if (!han.test(right.html)) faults.push(`{#${id}} holds no Chinese in prose.zh-CN.md`);
    return faults;
  });
}

/** Every section is shown once by a component of the lab, and none is asked for that is not there. */
export function usageFaults(order: readonly string[], components: readonly string[]): string[] {
  const tags = components.flatMap((text) => [
    ...text.matchAll(/<Prose\b[^>]*?\bsection=(?:"([^"]*)"|\{[^}]*\})/g),
  ]);
  const used = tags.map((tag) => tag[1]);
  const computed = used
    .filter((id) => id === undefined)
    .map(() => 'a <Prose> with a computed section cannot be checked');
  const unused = order.filter((id) => !used.includes(id)).map((id) => `{#${id}} is shown nowhere`);
  const twice = order.filter((id) => used.filter((other) => other === id).length > 1);
  const unknown = used.filter((id) => id !== undefined && !order.includes(id));
  return [
    ...computed,
    ...unused,
    ...twice.map((id) => `{#${id}} is shown twice`),
    ...unknown.map((id) => `<Prose section="${id}"> has no such section`),
  ];
}

/** A text that lacks one of its languages. */
function textFaults(where: string, text: Text): string[] {
  return (['en', 'zh-CN'] as const)
    .filter((lang) => typeof text[lang] !== 'string' || text[lang].trim() === '')
    .map((lang) => `${where} says nothing in ${lang}`);
}

async function instanceFaults(exercise: Exercise, seed: number): Promise<string[]> {
  const where = `exercise ${exercise.id}, seed ${seed}`;
  const instance = exercise.instance(seed);
  const faults = textFaults(`${where}: the prompt`, exercise.prompt(instance));
  if (!same(instance, exercise.instance(seed))) faults.push(`${where}: another instance at the second time`);
  const solved = await judge(exercise, instance, await exercise.solution(instance));
  if (!solved.passed) faults.push(`${where}: its own solution fails (${solved.message.en})`);
  const started = await judge(exercise, instance, exercise.starter(instance));
  if (started.passed) faults.push(`${where}: the starter passes`);
  const messages = [solved, started].flatMap(({ message }) => textFaults(`${where}: a verdict`, message));
  return [...faults, ...messages];
}

/** Ids are fit to be keys; on each seed the solution passes, the starter fails, and the instance is the same again. */
export async function exerciseFaults(
  exercises: readonly Exercise[],
  seeds: readonly number[],
): Promise<string[]> {
  const ids = exercises.map(({ id }) => id);
  const faults = ids.filter((id, index) => !kebab.test(id) || ids.indexOf(id) !== index);
  const named = faults.map((id) => `exercise id "${id}" is not kebab-case or stands twice`);
  for (const exercise of exercises) {
    named.push(...textFaults(`exercise ${exercise.id}: the title`, exercise.title));
    for (const seed of seeds) named.push(...(await instanceFaults(exercise, seed)));
  }
  return named;
}

/** Every choice says why, in both languages. That one is right is checked by defineQuiz itself. */
export function quizFaults(quiz: readonly QuizQuestion[]): string[] {
  return quiz.flatMap(({ id, question, choices }) => [
    ...textFaults(`question ${id}`, question),
    ...choices.flatMap((choice) => textFaults(`question ${id}, choice ${choice.id}`, choice.label)),
    ...choices.flatMap((choice) => textFaults(`question ${id}, why of ${choice.id}`, choice.why)),
  ]);
}

/** The manifest says the folder it lies in, stands in the plan, and builds on labs of the plan. */
export function manifestFaults(lab: LabManifest, folder: string): string[] {
  const faults: string[] = [];
  if (folder !== `${lab.track}/${lab.slug}`)
    faults.push(`${lab.id} says ${lab.track}/${lab.slug}, it lies in ${folder}`);
  const planned = curriculum.find(({ id }) => id === lab.id);
  if (!planned || planned.track !== lab.track || planned.slug !== lab.slug)
    faults.push(`${lab.id} is not planned so`);
  const unknown = lab.needs.filter((id) => !curriculum.some((other) => other.id === id));
  faults.push(...unknown.map((id) => `${lab.id} needs ${id}, which is no lab`));
  for (const text of [lab.title, lab.summary, ...lab.goals]) {
    faults.push(...textFaults(`${lab.id}: a text of lab.ts`, text));
    if (!han.test(text['zh-CN'])) faults.push(`${lab.id}: "${text['zh-CN']}" in lab.ts is not Chinese`);
  }
  return faults;
}
