/**
 * The worker protocol: requests with ids, progress, cancel, results, and failures with codes. One side
 * `serve`s handlers, the other `connect`s; both ends are typed by one `Contract`. No Worker API beyond
 * postMessage, so a test can join the two ends with a MessageChannel.
 */
import { fromFailure, GlassboxError, toFailure, type Failure } from './errors';

/** What may be asked: for each name the request, the result, and the progress events in between. */
export type Contract = Record<string, { request: unknown; result: unknown; progress: unknown }>;

/** One end of a channel: a Worker, a worker's `self`, or a MessagePort. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

type ToServer = { id: number; kind: string; request: unknown } | { id: number; cancel: true };
type ToClient =
  { id: number; progress: unknown } | { id: number; result: unknown } | { id: number; failure: Failure };

export interface HandlerContext<Progress> {
  /** Aborted when the caller cancels. */
  readonly signal: AbortSignal;
  progress(event: Progress): void;
}

export type Handlers<C extends Contract> = {
  [K in keyof C]: (
    request: C[K]['request'],
    context: HandlerContext<C[K]['progress']>,
  ) => Promise<C[K]['result']> | C[K]['result'];
};

/** Answers requests that come over `port`. */
export function serve<C extends Contract>(port: Port, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();
  port.onmessage = async ({ data }: MessageEvent<ToServer>) => {
    if ('cancel' in data) {
      running.get(data.id)?.abort();
      return;
    }
    const { id, kind, request } = data;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[kind];
      if (!handler) throw new GlassboxError('unexpected', `There is no request "${kind}".`, { detail: kind });
      const progress = (event: unknown) => port.postMessage({ id, progress: event } satisfies ToClient);
      const result = await handler(request, { signal: controller.signal, progress });
      port.postMessage({ id, result } satisfies ToClient);
    } catch (error) {
      port.postMessage({ id, failure: toFailure(error) } satisfies ToClient);
    } finally {
      running.delete(id);
    }
  };
}

export interface CallOptions<Progress> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: Progress) => void;
  readonly transfer?: Transferable[];
}

export interface Client<C extends Contract> {
  /** @throws GlassboxError with the server's code; `cancelled` at once when the signal is aborted. */
  call<K extends keyof C & string>(
    kind: K,
    request: C[K]['request'],
    options?: CallOptions<C[K]['progress']>,
  ): Promise<C[K]['result']>;
  /** Rejects everything outstanding, and every later call: the other end is gone. */
  fail(error: GlassboxError): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  onProgress?: (event: never) => void;
}

/** The asking end. */
export function connect<C extends Contract>(port: Port): Client<C> {
  const pending = new Map<number, Pending>();
  let next = 1;
  let gone: GlassboxError | undefined;

  port.onmessage = ({ data }: MessageEvent<ToClient>) => {
    const entry = pending.get(data.id);
    if (!entry) return;
    if ('progress' in data) {
      entry.onProgress?.(data.progress as never);
      return;
    }
    pending.delete(data.id);
    if ('failure' in data) entry.reject(fromFailure(data.failure));
    else entry.resolve(data.result);
  };

  return {
    call(kind, request, { signal, onProgress, transfer } = {}) {
      if (gone) return Promise.reject(gone);
      const cancelled = () => new GlassboxError('cancelled', 'The work was cancelled.');
      if (signal?.aborted) return Promise.reject(cancelled());
      const id = next++;
      return new Promise<never>((resolve, reject) => {
        const cancel = () => {
          if (!pending.delete(id)) return;
          port.postMessage({ id, cancel: true } satisfies ToServer);
          reject(cancelled());
        };
        const settle =
          <T>(how: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', cancel);
            how(value);
          };
        // Posting first: a request that cannot be cloned throws here and leaves nothing behind.
        port.postMessage({ id, kind, request } satisfies ToServer, transfer);
        signal?.addEventListener('abort', cancel);
        pending.set(id, {
          resolve: settle(resolve as (result: unknown) => void),
          reject: settle(reject),
          onProgress,
        });
      });
    },
    fail(error) {
      gone = error;
      for (const entry of pending.values()) entry.reject(error);
      pending.clear();
    },
  };
}

/** A client of a Worker, which fails everything when the worker dies. */
export function connectWorker<C extends Contract>(worker: Worker): Client<C> & { terminate(): void } {
  const client = connect<C>(worker);
  const die = (message: string) =>
    client.fail(new GlassboxError('worker-died', message || 'The worker stopped.', { detail: message }));
  worker.onerror = (event) => die(event.message);
  worker.onmessageerror = () => die('a message could not be read');
  return {
    ...client,
    terminate() {
      worker.terminate();
      die('terminated');
    },
  };
}
