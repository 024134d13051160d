// The microscope: one text through the model, and a place (layer, head, query, key) to look at.
import { shippedModelUrl } from '$lib/school/shipped-model';
import { toFailure, type Failure } from '$lib/base/errors';
import { createInferClient, type InferClient } from '$lib/infer/client';
import type { DeviceReport, LoadProgress, ModelReport, ModelSource } from '$lib/infer/protocol';
import type { DeviceWish } from '$lib/school/device-choice';
import type { TokenPiece } from '$lib/tokenizers/pieces';
import { StepperState } from '$lib/ui/stepper.svelte';
import { cellArithmetic, entropyOf, faultsOf, headMap, headScores, strongestKey } from './experiment';
import { layersFor, liveliestHead, readOut, tapsOf, type Readout } from './readout';
import { ANYWHERE, MAX_TOKENS, OPEN, type Place } from './state';

const KEY = 'model';
const FORMAT = { precision: 'f16' } as const;

export type Phase =
  | { readonly kind: 'download'; readonly received: number }
  | { readonly kind: 'compile'; readonly compiled: number; readonly total: number }
  | { readonly kind: 'device' | 'load' | 'compute' };

/** A text as the model reads it. */
interface Reading {
  readonly text: string;
  readonly tokens: readonly TokenPiece[];
}

export class Microscope {
  device = $state.raw<DeviceReport | undefined>();
  model = $state.raw<ModelReport | undefined>();
  /** Whether the reader's own files are looked into, not the shipped model. */
  isOwn = $state(false);
  readout = $state.raw<Readout | undefined>();
  phase = $state.raw<Phase | undefined>();
  failure = $state.raw<Failure | undefined>();
  /** Of the reader's files; the model before them goes on. */
  fileFailure = $state.raw<Failure | undefined>();
  layer = $state(0);
  head = $state(0);
  col = $state(0);
  /** Steps through the queries; its index is the row. */
  stepper = new StepperState({ length: 0, stepMs: 900, onstep: () => this.#followRow() });

  /** The chosen layer's tensors; undefined while a long text's other layer is being read. */
  taps = $derived(this.readout?.taps.get(this.layer));
  map = $derived(this.taps && headMap(this.taps.probs, this.head, this.length));
  cell = $derived.by(() => {
    if (!this.taps || !this.readout) return undefined;
    const at = { head: this.head, row: this.stepper.index, col: this.col };
    return cellArithmetic(this.taps.q, this.taps.k, this.readout.shape, at);
  });
  /** The tensor's own numbers in the chosen row, visible keys only. */
  rowWeights = $derived(
    this.map?.subarray(
      this.stepper.index * this.length,
      this.stepper.index * this.length + this.stepper.index + 1,
    ),
  );
  entropy = $derived(this.rowWeights && entropyOf(this.rowWeights));
  faults = $derived(this.map && faultsOf(this.map, this.length));
  scores = $derived(this.map && this.readout && headScores(this.map, this.readout.ids));

  /** Told of every change of place, for the address. */
  onmove: (() => void) | undefined;
  #infer: InferClient | undefined;
  #controller: AbortController | undefined;
  #wish: () => DeviceWish;
  #reading: Reading | undefined;

  constructor(wish: () => DeviceWish) {
    this.#wish = wish;
  }

  get row(): number {
    return this.stepper.index;
  }
  get length(): number {
    return this.readout?.ids.length ?? 0;
  }
  /** The tensor's own number in the chosen cell; undefined where the mask leaves none. */
  get tensorValue(): number | undefined {
    return this.col > this.row ? undefined : this.map?.[this.row * this.length + this.col];
  }
  get place(): Place {
    const { layer, head, row, col } = this;
    return { layer, head, row, col };
  }

  /** Reads a text; `place` says where to look, `OPEN` leaves it to us. */
  look = (text: string, place: Place) =>
    this.#work((infer, signal) => this.#read(infer, text, place, signal));

  /** Puts the reader's files in the shipped model's place; when they cannot be read, everything stays. */
  loadFiles(files: Extract<ModelSource, { files: unknown }>['files'], text: string): Promise<void> {
    return this.#replaceModel({ files }, text);
  }

  /** Back to the model of this site. */
  loadShipped = (text: string): Promise<void> => this.#replaceModel(shipped(), text);

  /** What could be wrong with the files before the worker sees them. */
  refuse(failure: Failure): void {
    this.fileFailure = failure;
  }

  choose(row: number, col: number): void {
    this.stepper.pause();
    this.stepper.seek(row);
    this.col = Math.min(Math.max(0, col), this.length - 1);
    this.onmove?.();
  }

  chooseHead(layer: number, head: number): void {
    const { shape } = this.readout ?? {};
    if (!shape) return;
    this.layer = Math.min(Math.max(0, layer), shape.layers - 1);
    this.head = Math.min(Math.max(0, head), shape.heads - 1);
    this.onmove?.();
    if (!this.taps) void this.#work((infer, signal) => this.#analyse(infer, signal));
  }

  dispose(): void {
    this.#controller?.abort();
    this.stepper.pause();
    this.#infer?.terminate();
    this.#infer = undefined;
  }

  /** Places we set ourselves are not moves of the reader. */
  #settling = false;

  /** The arithmetic follows the query to the key it reads most. */
  #followRow(): void {
    if (this.map) this.col = strongestKey(this.map, this.length, this.stepper.index);
    if (!this.#settling) this.onmove?.();
  }

  async #work(task: (infer: InferClient, signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#controller?.abort();
    const controller = (this.#controller = new AbortController());
    try {
      this.#infer ??= createInferClient();
      await task(this.#infer, controller.signal);
      if (controller === this.#controller) this.failure = undefined;
    } catch (error) {
      if (controller !== this.#controller) return;
      const failure = toFailure(error);
      if (failure.code !== 'cancelled') this.failure = failure;
      if (failure.code === 'worker-died' || failure.code === 'device-lost') this.#forget();
    }
    if (controller === this.#controller) this.phase = undefined;
  }

  /** The next try starts a new worker and loads again. */
  #forget(): void {
    this.#infer?.terminate();
    this.#infer = undefined;
    this.model = undefined;
    this.isOwn = false;
  }

  async #read(infer: InferClient, text: string, place: Place, signal: AbortSignal): Promise<void> {
    const model = await this.#open(infer, signal);
    const lead = model.bos === undefined ? [] : [model.bos];
    const most = Math.min(MAX_TOKENS, model.config.maxPositions) - lead.length;
    const pieces = await infer.call('tokenize', { key: KEY, text, most }, { signal });
    const special = lead.length ? await infer.call('describe', { key: KEY, ids: lead }, { signal }) : [];
    this.#reading = { text, tokens: [...special, ...pieces] };
    await this.#analyse(infer, signal, place);
  }

  async #analyse(infer: InferClient, signal: AbortSignal, place?: Place): Promise<void> {
    const [model, reading] = [this.model, this.#reading];
    if (!model || !reading) return;
    const wanted = place && place.layer !== OPEN ? place.layer : this.layer;
    const chosen = Math.min(Math.max(0, wanted), model.config.layers - 1);
    const layers = layersFor(reading.tokens.length, model.config.layers, chosen);
    const ids = reading.tokens.map(({ id }) => id);
    this.phase = { kind: 'compute' };
    const analysis = await infer.call(
      'analyse',
      { key: KEY, ids, taps: tapsOf(layers), logits: 'all' },
      { signal, onProgress: ({ compiled, total }) => (this.phase = { kind: 'compile', compiled, total }) },
    );
    const readout = await readOut(infer, KEY, model, reading, analysis, layers);
    if (signal.aborted) return;
    this.#show(readout, place);
  }

  #show(readout: Readout, place: Place | undefined): void {
    const { shape, ids } = readout;
    const within = (index: number, count: number) => index !== OPEN && index < count;
    this.readout = readout;
    if (!place) return;
    const open = liveliestHead(readout);
    this.layer = within(place.layer, shape.layers) ? place.layer : open.layer;
    this.head = within(place.head, shape.heads) ? place.head : open.head;
    const row = within(place.row, ids.length) ? place.row : ids.length - 1;
    this.#settling = true;
    this.stepper.pause();
    this.stepper.length = ids.length;
    this.stepper.seek(row);
    this.#settling = false;
    if (within(place.col, ids.length)) this.col = place.col;
    else if (this.map) this.col = strongestKey(this.map, ids.length, row);
  }

  async #open(infer: InferClient, signal: AbortSignal): Promise<ModelReport> {
    if (this.model) return this.model;
    this.phase = { kind: 'device' };
    this.device = await infer.call('open', { wish: this.#wish() });
    this.model = await this.#load(infer, shipped(), signal);
    return this.model;
  }

  #load(infer: InferClient, source: ModelSource, signal: AbortSignal): Promise<ModelReport> {
    const onProgress = (event: LoadProgress) =>
      (this.phase =
        event.phase === 'download' ? { kind: 'download', received: event.received } : { kind: 'load' });
    const transfer = 'files' in source ? Object.values(source.files).map(({ buffer }) => buffer) : [];
    const request = { key: KEY, source, format: FORMAT };
    return infer.call('load', request, { signal, onProgress, transfer: transfer as ArrayBuffer[] });
  }

  #replaceModel = (source: ModelSource, text: string) =>
    this.#work(async (infer, signal) => {
      this.fileFailure = undefined;
      this.phase = { kind: 'load' };
      try {
        this.device ??= await infer.call('open', { wish: this.#wish() });
        this.model = await this.#load(infer, source, signal);
        this.isOwn = 'files' in source;
      } catch (error) {
        this.fileFailure = toFailure(error);
        return;
      }
      await this.#read(infer, text, ANYWHERE, signal);
    });
}

const shipped = (): ModelSource => ({ url: shippedModelUrl() });
