// What a loss curve is read with. Arrays in, numbers out.

/** Loss of guessing every token of the vocabulary equally, in nats: where an untrained model starts. */
export const guessingLoss = (vocabSize: number): number => Math.log(vocabSize);

/** Exponential moving average without the bias of its start. */
export function smooth(values: readonly number[], keep = 0.9): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  let weight = 0;
  values.forEach((value, i) => {
    sum = keep * sum + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
    out[i] = sum / weight;
  });
  return out;
}

/** Entropy of the tokens' own frequencies, in nats: the best a model without context can do. */
export function unigramLoss(ids: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) counts.set(ids[i]!, (counts.get(ids[i]!) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / ids.length) * Math.log(count / ids.length);
  return entropy;
}
