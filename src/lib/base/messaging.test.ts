// The worker protocol over a MessageChannel: results, progress, cancel, failures with codes, and the other end's death.
import { afterEach, describe, expect, it } from 'vitest';
import { GlassboxError } from './errors';
import { connect, connectWorker, serve, type Handlers, type Port } from './messaging';

type TestContract = {
  double: { request: number; result: number; progress: never };
  count: { request: { to: number }; result: string; progress: number };
  wait: { request: { note: string }; result: void; progress: never };
  fail: { request: 'named' | 'plain' | 'abort' | 'text'; result: never; progress: never };
  sum: { request: Float32Array; result: Float32Array; progress: never };
};

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

/** What the server saw of `wait`: its notes, and which of them were aborted. */
function handlers(seen: { waiting: string[]; aborted: string[] }): Handlers<TestContract> {
  return {
    double: (n) => 2 * n,
    async count({ to }, { progress }) {
      for (let i = 1; i <= to; i++) {
        await Promise.resolve();
        progress(i);
      }
      return `counted to ${to}`;
    },
    wait: ({ note }, { signal }) =>
      new Promise((_, reject) => {
        seen.waiting.push(note);
        signal.addEventListener('abort', () => {
          seen.aborted.push(note);
          reject(new GlassboxError('cancelled', 'stopped'));
        });
      }),
    fail(how) {
      if (how === 'named') throw new GlassboxError('file-truncated', 'cut off', { offset: 7 });
      if (how === 'plain') throw new TypeError('no such thing');
      if (how === 'abort') throw new DOMException('stopped', 'AbortError');
      throw 'words';
    },
    sum: (values) => Float32Array.of(values.reduce((a, b) => a + b, 0)),
  };
}

function pair() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const seen = { waiting: [] as string[], aborted: [] as string[] };
  serve<TestContract>(port2 as Port, handlers(seen));
  return { client: connect<TestContract>(port1 as Port), seen };
}

async function failure(work: Promise<unknown>): Promise<GlassboxError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GlassboxError);
  return error as GlassboxError;
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('results', () => {
  it('come back to the call they belong to, in whatever order', async () => {
    const { client } = pair();
    const calls = [3, 1, 2].map((n) => client.call('double', n));
    expect(await Promise.all(calls)).toEqual([6, 2, 4]);
  });

  it('carry arrays, also transferred ones', async () => {
    const { client } = pair();
    const values = Float32Array.of(1, 2, 3.5);
    const sum = client.call('sum', values, { transfer: [values.buffer] });
    expect(values.length).toBe(0);
    expect(await sum).toEqual(Float32Array.of(6.5));
  });
});

describe('progress', () => {
  it('arrives in order, before the result, at its own call only', async () => {
    const { client } = pair();
    const [first, second]: [number[], number[]] = [[], []];
    const calls = [
      client.call('count', { to: 4 }, { onProgress: (n) => first.push(n) }),
      client.call('count', { to: 2 }, { onProgress: (n) => second.push(n) }),
    ];
    expect(await Promise.all(calls)).toEqual(['counted to 4', 'counted to 2']);
    expect(first).toEqual([1, 2, 3, 4]);
    expect(second).toEqual([1, 2]);
  });
});

describe('cancel', () => {
  it('rejects at once, aborts the handler, and leaves other calls alone', async () => {
    const { client, seen } = pair();
    const controller = new AbortController();
    const stopped = failure(client.call('wait', { note: 'a' }, { signal: controller.signal }));
    const kept = client.call('wait', { note: 'b' });
    kept.catch(() => undefined);
    await turn();
    expect(seen.waiting).toEqual(['a', 'b']);
    controller.abort();
    expect((await stopped).code).toBe('cancelled');
    await turn();
    expect(seen.aborted).toEqual(['a']);
    expect(await client.call('double', 4)).toBe(8);
  });

  it('before the call: nothing is sent', async () => {
    const { client, seen } = pair();
    const signal = AbortSignal.abort();
    expect((await failure(client.call('wait', { note: 'a' }, { signal }))).code).toBe('cancelled');
    await turn();
    expect(seen.waiting).toEqual([]);
  });

  it('after the result: nothing happens', async () => {
    const { client } = pair();
    const controller = new AbortController();
    expect(await client.call('double', 1, { signal: controller.signal })).toBe(2);
    controller.abort();
    await turn();
    expect(await client.call('double', 2)).toBe(4);
  });
});

describe('failures', () => {
  it.each([
    ['named', 'file-truncated', 'cut off', { offset: 7 }],
    ['plain', 'unexpected', 'no such thing', { detail: 'no such thing' }],
    ['abort', 'cancelled', 'stopped', {}],
    ['text', 'unexpected', 'words', { detail: 'words' }],
  ] as const)('%s: code, message and data cross over', async (how, code, message, data) => {
    const error = await failure(pair().client.call('fail', how));
    expect(error.code).toBe(code);
    expect(error.message).toBe(message);
    expect(error.data).toEqual(data);
  });

  it('of a request nobody serves are named', async () => {
    const { client } = pair();
    const error = await failure(
      (client.call as (kind: string, request: unknown) => Promise<unknown>)('dance', 1),
    );
    expect(error.code).toBe('unexpected');
    expect(error.message).toContain('dance');
  });
});

describe('the other end dies', () => {
  /** As much of a Worker as the client uses. */
  function deadWorker() {
    const sent: unknown[] = [];
    const worker = {
      onmessage: null,
      onmessageerror: null as (() => void) | null,
      onerror: null as ((event: { message: string }) => void) | null,
      terminated: false,
      postMessage: (message: unknown) => void sent.push(message),
      terminate: () => void (worker.terminated = true),
    };
    return { worker, sent, client: connectWorker<TestContract>(worker as unknown as Worker) };
  }

  it('rejects everything outstanding and every later call', async () => {
    const { worker, sent, client } = deadWorker();
    const calls = [failure(client.call('double', 1)), failure(client.call('wait', { note: 'a' }))];
    worker.onerror!({ message: 'out of memory' });
    for (const error of await Promise.all(calls)) {
      expect(error.code).toBe('worker-died');
      expect(error.message).toBe('out of memory');
    }
    expect((await failure(client.call('double', 2))).code).toBe('worker-died');
    expect(sent).toHaveLength(2);
  });

  it('also by a message that cannot be read, and by terminate', async () => {
    const unreadable = deadWorker();
    const first = failure(unreadable.client.call('double', 1));
    unreadable.worker.onmessageerror!();
    expect((await first).code).toBe('worker-died');
    const ended = deadWorker();
    const second = failure(ended.client.call('double', 1));
    ended.client.terminate();
    expect((await second).code).toBe('worker-died');
    expect(ended.worker.terminated).toBe(true);
  });
});
