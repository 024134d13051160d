// A proxy that lets nothing through and writes down who was asked for. Playwright reports the requests of pages and
// of their workers, not those of shared workers and of workers inside workers: here all of them come by.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Chromium itself asks there about the forms on a page, whatever the page does; none of ours ever would.
const browserOwn = 'content-autofill.googleapis.com:443';

/** A running recorder: `asked` grows with one line for each attempt to reach a host. */
export type RecordingProxy = { server: string; asked: string[]; close(): Promise<void> };

/** Starts the recorder on a free port of 127.0.0.1. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502, { 'access-control-allow-origin': '*' }).end();
  });
  // https and WebSocket ask for a tunnel first, which names the host and the port.
  server.on('connect', (request, socket) => {
    if (request.url !== browserOwn) asked.push(`CONNECT ${request.url}`);
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  };
  return { server: `http://127.0.0.1:${port}`, asked, close };
}
