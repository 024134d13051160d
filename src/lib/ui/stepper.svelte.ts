// Where one is in a sequence of steps, and playing through it. Words and looks are Stepper.svelte's.
import { prefersReducedMotion } from 'svelte/motion';

export interface StepperOptions {
  /** Number of steps; indices run from 0 to length − 1. */
  length: number;
  index?: number;
  /** Time a step stays while playing at speed 1 (default 700). */
  stepMs?: number;
  /** Told of every change of the index. */
  onstep?: (index: number) => void;
}

/** Speeds offered by the stepper's menu. */
export const speeds: readonly number[] = [0.5, 1, 2, 4, 8];

/** Fields that use these keys themselves. */
const ownKeys =
  'input, textarea, select, [contenteditable], [role=tablist], [role=radiogroup], [role=listbox]';

export class StepperState {
  #index = $state(0);
  #length = $state(0);
  #playing = $state(false);
  speed = $state(1);
  #stepMs: number;
  #onstep: ((index: number) => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ length, index = 0, stepMs = 700, onstep }: StepperOptions) {
    this.#length = Math.max(0, length);
    this.#index = this.#clamp(index);
    this.#stepMs = stepMs;
    this.#onstep = onstep;
  }

  get index(): number {
    return this.#index;
  }
  get length(): number {
    return this.#length;
  }
  /** A shorter sequence pulls the index in. */
  set length(length: number) {
    this.#length = Math.max(0, length);
    this.seek(this.#index);
  }
  get playing(): boolean {
    return this.#playing;
  }
  get atStart(): boolean {
    return this.#index === 0;
  }
  get atEnd(): boolean {
    return this.#index >= this.#length - 1;
  }

  #clamp(index: number): number {
    return Math.min(Math.max(0, this.#length - 1), Math.max(0, Math.round(index)));
  }

  seek(index: number): void {
    const to = this.#clamp(index);
    if (to === this.#index) return;
    this.#index = to;
    this.#onstep?.(to);
  }
  next(): void {
    this.seek(this.#index + 1);
  }
  previous(): void {
    this.seek(this.#index - 1);
  }
  first(): void {
    this.seek(0);
  }
  last(): void {
    this.seek(this.#length - 1);
  }

  /** Play or pause; at the end, play starts over. With reduced motion it goes one step instead. */
  toggle(): void {
    if (this.#playing) this.pause();
    else if (prefersReducedMotion.current) this.next();
    else this.play();
  }
  play(): void {
    if (this.#length < 2 || this.#playing) return;
    if (this.atEnd) this.first();
    this.#playing = true;
    this.#schedule();
  }
  /** Also the way to dispose of a stepper. */
  pause(): void {
    this.#playing = false;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.next();
      if (this.atEnd) this.pause();
      else if (this.#playing) this.#schedule();
    }, this.#stepMs / this.speed);
  }

  /** Acts on a stepper key; false when the key is another's. */
  key(key: string): boolean {
    if (key === 'ArrowRight') this.next();
    else if (key === 'ArrowLeft') this.previous();
    else if (key === ' ') this.toggle();
    else if (key === 'Home') this.first();
    else if (key === 'End') this.last();
    else return false;
    if (key !== ' ') this.pause();
    return true;
  }

  /** Attachment: gives everything inside an element the stepper's keys, except fields that need them. */
  keys = (element: HTMLElement): (() => void) => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const target = event.target as HTMLElement;
      if (target.closest(ownKeys) || (event.key === ' ' && target.closest('button, a, summary'))) return;
      if (this.key(event.key)) event.preventDefault();
    };
    element.addEventListener('keydown', listen);
    return () => {
      element.removeEventListener('keydown', listen);
      this.pause();
    };
  };
}
