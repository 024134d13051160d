// Verdicts that many exercises share: a number within a tolerance, one choice of several, cells, an order.
// Each is given the expected value that the exercise has just computed.
import { same, type Text } from '../i18n/text';
import type { Choice, Verdict } from './exercise';

/** |answer − expected| ≤ absolute + relative · |expected|. */
export interface Tolerance {
  readonly absolute?: number;
  readonly relative?: number;
}

/** Whether a finite number lies within the tolerance of the expected one. */
export function isClose(answer: number, expected: number, tolerance: Tolerance): boolean {
  const allowed = (tolerance.absolute ?? 0) + (tolerance.relative ?? 0) * Math.abs(expected);
  return Number.isFinite(answer) && Math.abs(answer - expected) <= allowed;
}

const unanswered: Verdict = {
  passed: false,
  message: { en: 'Nothing is filled in yet.', 'zh-CN': '还没有作答。' },
};

export const pass = (message: Text): Verdict => ({ passed: true, message });
export const fail = (message: Text, score?: number): Verdict =>
  score === undefined ? { passed: false, message } : { passed: false, message, score };

/** The tolerance in words, for a prompt or a verdict. */
export function tolerancePhrase({ absolute = 0, relative = 0 }: Tolerance): Text {
  if (absolute > 0 && relative > 0) return same(`±(${absolute} + ${+(relative * 100).toPrecision(3)}%)`);
  if (relative > 0) return same(`±${+(relative * 100).toPrecision(3)}%`);
  return same(`±${absolute}`);
}

export interface NumberCheck {
  readonly answer: number | null;
  /** Computed for this instance. */
  readonly expected: number;
  readonly tolerance: Tolerance;
  /** Said when right. */
  readonly right: Text;
  /** Said when wrong: what is probably misunderstood. May look at the wrong number. */
  readonly wrong: Text | ((answer: number) => Text);
}

/** One number. The expected value is not given away by a wrong answer, only the direction. */
export function checkNumber({ answer, expected, tolerance, right, wrong }: NumberCheck): Verdict {
  if (answer === null) return unanswered;
  if (isClose(answer, expected, tolerance)) return pass(right);
  const reason = typeof wrong === 'function' ? wrong(answer) : wrong;
  const low = answer < expected;
  return fail({
    en: `${low ? 'Too low' : 'Too high'}. ${reason.en}`,
    'zh-CN': `${low ? '偏小' : '偏大'}。${reason['zh-CN']}`,
  });
}

/** One choice: the verdict says why the chosen one is right or wrong. @throws Error on an unknown id */
export function checkChoice(choices: readonly Choice[], answer: string | null, right: string): Verdict {
  if (answer === null) return unanswered;
  const chosen = choices.find((choice) => choice.id === answer);
  if (!chosen)
    throw new Error(`checkChoice: "${answer}" is none of ${choices.map(({ id }) => id).join(', ')}`);
  return { passed: answer === right, message: chosen.why };
}

/** A sequence of ids: all in place passes; the score is the share of places that are right. */
export function checkOrder(answer: readonly string[], expected: readonly string[], right: Text): Verdict {
  const first = expected.findIndex((id, place) => answer[place] !== id);
  if (first < 0 && answer.length === expected.length) return pass(right);
  const matching = expected.filter((id, place) => answer[place] === id).length;
  const place = first < 0 ? expected.length + 1 : first + 1;
  return fail(
    { en: `From place ${place} on it does not fit yet.`, 'zh-CN': `从第 ${place} 项起还不对。` },
    expected.length === 0 ? 0 : matching / expected.length,
  );
}

/** A grid of numbers: every cell within the tolerance passes; the score is the share of right cells. */
export function checkCells(
  answer: readonly (readonly (number | null)[])[],
  expected: readonly (readonly number[])[],
  tolerance: Tolerance,
  right: Text,
): Verdict {
  let cells = 0;
  let matching = 0;
  let firstWrong: string | undefined;
  expected.forEach((row, i) =>
    row.forEach((value, j) => {
      cells++;
      const given = answer[i]?.[j] ?? null;
      if (given !== null && isClose(given, value, tolerance)) matching++;
      else firstWrong ??= `${i + 1}, ${j + 1}`;
    }),
  );
  if (answer.flat().every((value) => value === null)) return unanswered;
  if (matching === cells) return pass(right);
  return fail(
    {
      en: `${matching} of ${cells} cells are right; look at row and column ${firstWrong}.`,
      'zh-CN': `${cells} 格里对了 ${matching} 格；先看第（${firstWrong}）格（行, 列）。`,
    },
    matching / cells,
  );
}
