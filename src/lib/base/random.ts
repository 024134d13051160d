/**
 * Seeded random numbers: the only source of chance in the runtime (`Math.random` is banned elsewhere).
 * Same seed, same sequence, on every machine. Not for cryptography.
 *
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, n). @throws RangeError when n is not a positive integer. */
  int(n: number): number;
  /** Standard normal by Box–Muller (one draw kept for the next call). */
  normal(): number;
  /** A uniformly chosen element. @throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** A new array in random order (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /** The whole state as plain numbers, for checkpoints. */
  state(): RandomState;
  /** An independent generator for a named purpose; does not advance this one. */
  fork(label: string): Random;
}

/** Four words of sfc32 and the spare normal, if any. */
export type RandomState = [number, number, number, number, number | null];

/** @param seed any number; only its low 32 bits count. */
export function createRandom(seed: number): Random {
  let s = seed >>> 0;
  const word = () => {
    s = (s + 0x9e3779b9) >>> 0;
    let z = s;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const random = restoreRandom([word(), word(), word(), 1, null]);
  for (let i = 0; i < 12; i++) random.next();
  return random;
}

/** Continue from a saved state. */
export function restoreRandom(saved: RandomState): Random {
  let [a, b, c, d, spare] = saved;
  const bits = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  const random: Random = {
    next: () => bits() / 4294967296,
    int(n) {
      if (!Number.isInteger(n) || n <= 0)
        throw new RangeError(`int(n): n must be a positive integer, got ${n}`);
      return Math.floor(random.next() * n);
    },
    normal() {
      if (spare !== null) {
        const z = spare;
        spare = null;
        return z;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
      const angle = 2 * Math.PI * random.next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    pick(items) {
      if (items.length === 0) throw new RangeError('pick: the list is empty');
      return items[random.int(items.length)]!;
    },
    shuffle(items) {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = random.int(i + 1);
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
    state: () => [a, b, c, d, spare],
    fork(label) {
      let hash = 2166136261 ^ a ^ b ^ c;
      for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 16777619);
      return createRandom(hash);
    },
  };
  return random;
}
