/** The tests of the shipped model, the same on every device. */
import { expect, it } from 'vitest';
import type { LanguageModel } from '../../src/lib/models/language-model';
import {
  heldOutLoss,
  POCKET_TOLERANCE,
  promptGaps,
  readPocketJson,
  type GetFile,
  type GoldenPrompt,
  type HeldOut,
} from './pocket';

/** @param model gives the loaded model when the tests run */
export function pocketSuite(model: () => LanguageModel, get: GetFile): void {
  it('encodes the recorded texts to the recorded ids', async () => {
    const { tales } = await readPocketJson<HeldOut>(get, 'heldout.json');
    const { tokenizer } = model();
    expect(tales.length).toBeGreaterThan(20);
    for (const { text, ids } of tales) expect(tokenizer.encode(text)).toEqual(ids.slice(1, -1));
  });

  it('gives the recorded logits and attention, rows that sum to 1, nothing ahead', async () => {
    const { prompts } = await readPocketJson<{ prompts: GoldenPrompt[] }>(get, 'golden.json');
    expect(prompts.length).toBeGreaterThan(1);
    for (const prompt of prompts) {
      const gaps = await promptGaps(model(), prompt);
      expect(gaps.logits).toBeLessThan(POCKET_TOLERANCE);
      expect(gaps.attention).toBeLessThan(POCKET_TOLERANCE);
      expect(gaps.rows).toBeLessThan(1e-5);
      expect(gaps.chance).toBeLessThan(1e-5);
      expect(gaps.future).toBe(0);
    }
  });

  it('has the recorded held-out loss, tale by tale', { timeout: 300_000 }, async () => {
    const heldOut = await readPocketJson<HeldOut>(get, 'heldout.json');
    const { loss, worst, tokens } = await heldOutLoss(model(), heldOut);
    expect(tokens).toBe(heldOut.losses.all.tokens);
    expect(Math.abs(loss - heldOut.losses.all.loss)).toBeLessThan(POCKET_TOLERANCE);
    expect(worst).toBeLessThan(POCKET_TOLERANCE);
  });
}
