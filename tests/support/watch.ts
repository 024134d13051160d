// Watches a browser context for what no page of ours may do: speak on the console, throw, ask a foreign origin.
import type { BrowserContext, Page } from '@playwright/test';

/** What a context did that it should not have done; empty lists mean a clean run. */
export type Findings = {
  /** Console errors and warnings and uncaught errors, with the page they came from. */
  readonly noise: string[];
  /** Requests and sockets to anywhere but our origin, by pages, frames and workers of every kind. */
  readonly foreign: string[];
  /** Lets console messages pass that a test provokes on purpose. */
  allowConsole(pattern: RegExp): void;
};

// Chromium's own remark when a page asks for an adapter and there is none: the page did nothing wrong.
const browserRemarks = [/Failed to create WebGPU Context Provider/, /No available adapters/];

const localSchemes = new Set(['data:', 'blob:', 'about:']);

/** @returns whether a request to `url` stays inside `origin` */
export function isOwn(url: string, origin: string): boolean {
  const { protocol, host } = new URL(url);
  if (localSchemes.has(protocol)) return true;
  const own = new URL(origin);
  return host === own.host && (protocol === own.protocol || protocol === own.protocol.replace('http', 'ws'));
}

/**
 * Starts watching; call it before the first page is opened.
 * @param foreign the list to add foreign requests to, where something else (the recording proxy) adds to it as well
 */
export function watchContext(context: BrowserContext, origin: string, foreign: string[] = []): Findings {
  const noise: string[] = [];
  const allowed: RegExp[] = [...browserRemarks];
  const hear = (text: string): void => {
    if (!allowed.some((pattern) => pattern.test(text))) noise.push(text);
  };
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    hear(`${message.type()} on ${message.page()?.url() ?? 'a worker'}: ${message.text()}`);
  });
  context.on('weberror', (error) =>
    hear(`uncaught on ${error.page()?.url() ?? '?'}: ${error.error().message}`),
  );
  context.on('request', (request) => {
    if (!isOwn(request.url(), origin)) foreign.push(`${request.method()} ${request.url()}`);
  });
  const watchSockets = (page: Page): void => {
    page.on('websocket', (socket) => {
      if (!isOwn(socket.url(), origin)) foreign.push(`WebSocket ${socket.url()}`);
    });
  };
  context.pages().forEach(watchSockets);
  context.on('page', watchSockets);
  return { noise, foreign, allowConsole: (pattern) => void allowed.push(pattern) };
}
