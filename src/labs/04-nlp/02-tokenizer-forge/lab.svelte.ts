// The forge as the page sees it: knobs go to the worker, its answers become arrays for the figures.
import { toFailure, type Failure } from '$lib/base/errors';
import { StepperState } from '$lib/ui/stepper.svelte';
import { createForgeClient, pocketUrl, type ForgeClient } from './client';
import { MAX_BYTES } from './experiment';
import type { CompareReport, Contestant, ForgeContract, Kept, StateReport, TrainingReport } from './protocol';
import type { ForgeState } from './state';

/** Why a text is not trained on. */
export type Refusal = { readonly kind: 'empty' } | { readonly kind: 'too-long'; readonly bytes: number };

export interface ContestantState {
  readonly busy: boolean;
  readonly report?: CompareReport;
  readonly failure?: Failure;
}

export class Forging {
  report = $state.raw<TrainingReport | undefined>();
  view = $state.raw<StateReport | undefined>();
  progress = $state.raw<ForgeContract['train']['progress'] | undefined>();
  refusal = $state.raw<Refusal | undefined>();
  failure = $state.raw<Failure | undefined>();
  /** The text could not be kept. */
  notKept = $state.raw<Failure | undefined>();
  /** The text and pre-tokeniser that `report` belongs to. */
  trained = $state.raw<{ text: string; pre: string } | undefined>();
  contest = $state.raw<Partial<Record<Contestant, ContestantState>>>({});
  imported = $state.raw<{ name: string; vocabSize: number; merges: number } | undefined>();
  importFailure = $state.raw<Failure | undefined>();
  readonly stepper: StepperState;
  #client: ForgeClient | undefined;
  #training: AbortController | undefined;
  #wanted: { at: number; from: number } | undefined;
  #isLooking = false;
  readonly #onstep: (at: number) => void;

  /** @param onstep told of every merge shown */
  constructor(onstep: (at: number) => void) {
    this.#onstep = onstep;
    this.stepper = new StepperState({
      length: 1,
      stepMs: 900,
      onstep: (at) => {
        onstep(at);
        void this.look(at, 0);
      },
    });
  }

  /** Trains to the state's size and shows its step; a newer call takes over. */
  async train({ text, vocabSize, pre, at }: ForgeState): Promise<void> {
    this.#training?.abort();
    this.failure = undefined;
    this.refusal = refusalOf(text);
    if (this.refusal) return;
    const controller = (this.#training = new AbortController());
    try {
      const report = await this.#worker().call(
        'train',
        { text, vocabSize, pre },
        { signal: controller.signal, onProgress: (event) => (this.progress = event) },
      );
      this.#show(report, { text, pre }, at);
    } catch (error) {
      this.#fail(error);
    } finally {
      if (this.#training === controller) this.progress = undefined;
    }
  }

  #show(report: TrainingReport, trained: { text: string; pre: string }, at: number): void {
    this.report = report;
    if (this.trained?.text !== trained.text || this.trained.pre !== trained.pre) this.contest = {};
    this.trained = trained;
    this.stepper.pause();
    this.stepper.length = report.merges.length + 1;
    this.stepper.seek(at);
    this.#onstep(this.stepper.index);
    void this.look(this.stepper.index, 0);
  }

  stop = () => void this.#worker().call('stop', {});

  /** Shows the text after `at` merges, from token `from` on. Only the newest wish is looked at. */
  async look(at: number, from: number): Promise<void> {
    this.#wanted = { at, from };
    if (this.#isLooking || !this.report) return;
    this.#isLooking = true;
    try {
      while (this.#wanted) {
        const wanted = this.#wanted;
        this.#wanted = undefined;
        this.view = await this.#worker().call('state', wanted);
      }
      this.#forgetOwn(at);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isLooking = false;
    }
  }

  /** Another step is another tokenizer: its old result is no longer true. */
  #forgetOwn(at: number): void {
    const own = this.contest.own?.report;
    if (own && own.vocabSize !== 256 + at) this.contest = { ...this.contest, own: undefined };
  }

  /** Encodes a text with one tokenizer; `from` turns the page of its tokens. */
  async compare(key: Contestant, text: string, from = 0): Promise<void> {
    const before = this.contest[key];
    this.#enter(key, { ...before, busy: true, failure: undefined });
    const at = this.stepper.index;
    try {
      const report = await this.#worker().call('compare', { key, text, at, from, pocketUrl: pocketUrl() });
      this.#enter(key, { busy: false, report });
    } catch (error) {
      this.#enter(key, { busy: false, failure: toFailure(error) });
    }
  }

  #enter(key: Contestant, state: ContestantState): void {
    this.contest = { ...this.contest, [key]: state };
  }

  /** Results of another text say nothing about this one. */
  clearContest(): void {
    if (Object.keys(this.contest).length > 0) this.contest = {};
  }

  /** The tokenizer as shown, as a file; undefined when that failed. */
  async write(): Promise<Blob | undefined> {
    try {
      const json = await this.#worker().call('write', { at: this.stepper.index });
      return new Blob([json], { type: 'application/json' });
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  async read(file: File): Promise<void> {
    this.importFailure = undefined;
    try {
      const json = await file.text();
      const read = await this.#worker().call('read', { name: file.name, json });
      this.imported = { name: file.name, ...read };
      this.contest = { ...this.contest, imported: undefined };
    } catch (error) {
      this.importFailure = toFailure(error);
    }
  }

  /** Keeps text and place for next time. */
  async keep(kept: Kept): Promise<void> {
    try {
      await this.#worker().call('keep', kept);
      this.notKept = undefined;
    } catch (error) {
      this.notKept = toFailure(error);
    }
  }

  /** What was kept last time. */
  async kept(): Promise<Kept | undefined> {
    try {
      return await this.#worker().call('kept', {});
    } catch (error) {
      this.notKept = toFailure(error);
      return undefined;
    }
  }

  dispose(): void {
    this.stepper.pause();
    this.#client?.terminate();
    this.#client = undefined;
  }

  #worker(): ForgeClient {
    this.#client ??= createForgeClient();
    return this.#client;
  }

  #fail(error: unknown): void {
    const failure = toFailure(error);
    if (failure.code === 'cancelled') return;
    this.failure = failure;
    if (failure.code === 'worker-died') this.#client = undefined;
  }
}

/** Size in UTF-8 bytes, counted without making them. */
export function sizeOf(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Half of a pair of four bytes counts two.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}

function refusalOf(text: string): Refusal | undefined {
  if (text === '') return { kind: 'empty' };
  const bytes = sizeOf(text);
  return bytes > MAX_BYTES ? { kind: 'too-long', bytes } : undefined;
}
