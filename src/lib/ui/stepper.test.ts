import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StepperState } from './stepper.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('StepperState', () => {
  it('steps within its bounds', () => {
    const stepper = new StepperState({ length: 3 });
    stepper.previous();
    expect(stepper.index).toBe(0);
    stepper.next();
    stepper.next();
    stepper.next();
    expect([stepper.index, stepper.atEnd]).toEqual([2, true]);
    stepper.seek(1);
    expect(stepper.index).toBe(1);
  });
  it('tells of each change once, and of none when nothing changes', () => {
    const seen: number[] = [];
    const stepper = new StepperState({ length: 3, onstep: (index) => seen.push(index) });
    stepper.next();
    stepper.seek(1);
    stepper.last();
    stepper.last();
    expect(seen).toEqual([1, 2]);
  });
  it('plays to the end and stops there', () => {
    const stepper = new StepperState({ length: 4, stepMs: 100 });
    stepper.toggle();
    expect(stepper.playing).toBe(true);
    vi.advanceTimersByTime(100);
    expect(stepper.index).toBe(1);
    stepper.speed = 2;
    vi.advanceTimersByTime(100);
    expect(stepper.index).toBe(2);
    vi.advanceTimersByTime(10_000);
    expect([stepper.index, stepper.playing]).toEqual([3, false]);
  });
  it('starts over when played at the end', () => {
    const stepper = new StepperState({ length: 3, index: 2 });
    stepper.toggle();
    expect([stepper.index, stepper.playing]).toEqual([0, true]);
    stepper.pause();
    vi.advanceTimersByTime(10_000);
    expect(stepper.index).toBe(0);
  });
  it('is pulled in by a shorter sequence and survives an empty one', () => {
    const stepper = new StepperState({ length: 5, index: 4 });
    stepper.length = 2;
    expect(stepper.index).toBe(1);
    stepper.length = 0;
    stepper.play();
    expect([stepper.index, stepper.playing]).toEqual([0, false]);
  });
  it('knows its keys, and stepping by hand stops the play', () => {
    const stepper = new StepperState({ length: 5 });
    stepper.key(' ');
    expect(stepper.playing).toBe(true);
    expect(stepper.key('ArrowRight')).toBe(true);
    expect([stepper.playing, stepper.index]).toEqual([false, 1]);
    stepper.key('End');
    expect(stepper.index).toBe(4);
    stepper.key('Home');
    expect(stepper.index).toBe(0);
    expect(stepper.key('x')).toBe(false);
  });
});
