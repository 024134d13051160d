// The state of the first screen: a sentence goes in, tokens, one attention map and next-token bars come out.
// What computes is handed in as `FirstLightEngine` and loaded only after the page is there.
import { toFailure, type ErrorCode, type Failure } from '$lib/base/errors';
import type { DeviceKind } from '$lib/school/device-choice';
import type { TokenPiece } from '$lib/tokenizers/pieces';

export interface FirstLightResult {
  readonly tokens: readonly TokenPiece[];
  /** Row-major `tokens × tokens`; a row looks back at columns. `layer` and `head` count from 1. */
  readonly attention: { readonly values: Float32Array; readonly layer: number; readonly head: number };
  /** Most probable first. */
  readonly next: readonly (TokenPiece & { readonly probability: number })[];
  /** The forward pass, compiling excluded. */
  readonly elapsedMs: number;
  readonly device: DeviceKind;
  /** As the browser names it. */
  readonly adapter: string;
  /** Why the CPU device computed. */
  readonly reason?: ErrorCode | 'asked';
  /** `checking`: the CPU computes until the GPU has passed its test. */
  readonly parity?: 'checking' | 'passed' | 'failed';
}

/** Opening and checking the device, reading the model's bytes, compiling kernels. */
export type LoadPhase =
  | 'device'
  | { readonly received: number; readonly total: number | undefined }
  | { readonly compiled: number; readonly of: number };

export interface FirstLightEngine {
  /** @throws GlassboxError */
  run(text: string, onPhase: (phase: LoadPhase) => void): Promise<FirstLightResult>;
  /** Resolves when the GPU has taken over, or could not: compute again. */
  readonly better: Promise<void> | undefined;
  dispose(): void;
}

export class FirstLight {
  /** Bindable to the input. */
  text = $state('');
  result = $state.raw<FirstLightResult | undefined>();
  /** The text that `result` belongs to. */
  shownText = $state('');
  failure = $state.raw<Failure | undefined>();
  phase = $state.raw<LoadPhase | undefined>();
  busy = $state(false);
  #connect: () => Promise<FirstLightEngine>;
  #engine: Promise<FirstLightEngine> | undefined;
  #running = false;
  #wanted: string | undefined;
  #latest = '';
  #isDisposed = false;

  constructor(connect: () => Promise<FirstLightEngine>) {
    this.#connect = connect;
  }

  /** Computes the sentence; while one is being computed only the latest wish is kept. */
  async compute(text: string): Promise<void> {
    this.#wanted = this.#latest = text;
    if (this.#running) return;
    this.#running = true;
    this.busy = true;
    while (this.#wanted !== undefined && !this.#isDisposed) {
      const next: string = this.#wanted;
      this.#wanted = undefined;
      await this.#once(next);
    }
    this.#running = false;
    this.busy = false;
  }

  async #once(text: string): Promise<void> {
    try {
      const engine = await (this.#engine ??= this.#start());
      const result = await engine.run(text, (phase) => (this.phase = phase));
      this.result = result;
      this.shownText = text;
      this.failure = undefined;
    } catch (error) {
      this.failure = toFailure(error);
      // An engine that could not start, or died, is asked for anew at the next attempt.
      if (!this.result || this.failure.code === 'worker-died') this.#letGo();
    }
    this.phase = undefined;
  }

  async #start(): Promise<FirstLightEngine> {
    const engine = await this.#connect();
    void engine.better?.then(() => {
      if (!this.#isDisposed) void this.compute(this.#latest);
    });
    return engine;
  }

  #letGo(): void {
    void this.#engine?.then((engine) => engine.dispose()).catch(() => undefined);
    this.#engine = undefined;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#letGo();
  }
}
