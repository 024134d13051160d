/** For tests, whose files have no runes: runs `work` as a component's effect. Not for pages. */

/** @returns the undo */
export const inEffect = (work: () => void): (() => void) =>
  $effect.root(() => {
    $effect(work);
  });
