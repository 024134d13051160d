// Share links: what goes in comes out, and whatever else stands after # gives a valid state.
import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  defineState,
  MAX_FRAGMENT,
  readBoolean,
  readInteger,
  readNumber,
  readOneOf,
  readString,
} from './share';

interface State {
  text: string;
  layer: number;
  rate: number;
  mode: 'a' | 'b';
  bars: boolean;
}
const defaults: State = { text: 'the lamp', layer: 0, rate: 0.1, mode: 'a', bars: true };
const codec = defineState<State>({
  version: 3,
  defaults,
  parse: (raw, fallback) => ({
    text: readString(raw['text'], 1000, fallback.text),
    layer: readInteger(raw['layer'], 0, 7, fallback.layer),
    rate: readNumber(raw['rate'], 0, 1, fallback.rate),
    mode: readOneOf(raw['mode'], ['a', 'b'], fallback.mode),
    bars: readBoolean(raw['bars'], fallback.bars),
  }),
});
const isValid = (state: State) =>
  state.text.length <= 1000 &&
  Number.isInteger(state.layer) &&
  state.layer >= 0 &&
  state.layer <= 7 &&
  state.rate >= 0 &&
  state.rate <= 1 &&
  ['a', 'b'].includes(state.mode) &&
  typeof state.bars === 'boolean' &&
  Object.keys(state).length === 5;
const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

describe('share links', () => {
  it('give back every state', () => {
    const states = fc.record<State>({
      text: fc.string({ unit: 'grapheme', maxLength: 120 }).filter((text) => text.length <= 300),
      layer: fc.integer({ min: 0, max: 7 }),
      rate: fc.double({ min: 0, max: 1, noNaN: true }).map((rate) => rate + 0),
      mode: fc.constantFrom('a', 'b'),
      bars: fc.boolean(),
    });
    fc.assert(
      fc.property(states, (state) => {
        const fragment = codec.encode(state);
        if (fragment === undefined) return;
        expect(fragment.length).toBeLessThanOrEqual(MAX_FRAGMENT);
        expect(encodeURIComponent(fragment).replace(/%7E/g, '~')).toBe(fragment);
        expect(codec.decode(`#${fragment}`)).toEqual({ state, found: true });
      }),
    );
  });

  it('survive any string after #', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String().map((text) => `v3.${text}`),
      fc.json().map((text) => `v3~${base64Url(strToU8(text))}`),
      fc.json().map((text) => `v3.${base64Url(deflateSync(strToU8(text)))}`),
    );
    fc.assert(
      fc.property(anything, (fragment) => {
        expect(isValid(codec.decode(fragment).state)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('say what was wrong', () => {
    expect(codec.decode('')).toEqual({ state: defaults, found: false });
    expect(codec.decode('#section')).toEqual({ state: defaults, found: false, notice: 'broken' });
    expect(codec.decode(`#v4${codec.encode(defaults)?.slice(2)}`).notice).toBe('newer');
    const long = codec.encode({ ...defaults, text: 'x' })?.slice(0, -4);
    expect(codec.decode(`#${long}`).notice).toBe('broken');
  });

  it('are refused when they unpack to more than 64 KiB or are too long to send', () => {
    const bomb = base64Url(deflateSync(strToU8(`{"text":"${'x'.repeat(200_000)}"}`), { level: 9 }));
    expect(bomb.length).toBeLessThan(MAX_FRAGMENT);
    expect(codec.decode(`#v3.${bomb}`)).toEqual({ state: defaults, found: false, notice: 'broken' });
    const random = Array.from({ length: 900 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * i * 31) % 20000)),
    );
    expect(codec.encode({ ...defaults, text: random.join('') })).toBeUndefined();
  });

  it('do not pollute prototypes and never share the defaults', () => {
    const evil = base64Url(strToU8('{"__proto__":{"polluted":true},"layer":2}'));
    const { state } = codec.decode(`v3~${evil}`);
    expect(state.layer).toBe(2);
    expect(Object.getPrototypeOf(state)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
    expect(codec.decode('').state).not.toBe(defaults);
  });
});
