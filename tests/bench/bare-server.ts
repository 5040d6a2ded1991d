import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import http from 'node:http';

export const BARE_ARGUMENT = '--bare-server';

const LOCATION =
  'https://shop.example.com/products/item-1?utm_source=douyin&utm_medium=kol&utm_campaign=summer&utm_content=00000000&kclid=01900000-0000-7000-8000-000000000000';

/** `redirect` answers one fixed 302, and nothing else; `json` parses the body, and nothing else. */
export type BareServerKind = 'redirect' | 'json';

/** The references: Node's http server doing the least that there is to do. */
export function startBareServer(kind: BareServerKind = 'redirect'): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', [BARE_ARGUMENT, kind], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', (port) => resolve({ child, port: Number(port) }));
    child.once('error', reject);
  });
}

/** The child's part. */
export function serveBare(): void {
  const server = http.createServer({ keepAliveTimeout: 60_000, noDelay: true }, process.argv[3] === 'json' ? answerJson : answerRedirect);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' ? address?.port : 0);
  });
  process.on('disconnect', () => process.exit(0));
}

function answerRedirect(_request: http.IncomingMessage, response: http.ServerResponse): void {
  response.writeHead(302, { location: LOCATION, 'content-length': 0 });
  response.end();
}

function answerJson(request: http.IncomingMessage, response: http.ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const text = '{"status":"stored"}';
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    response.end(text);
  });
}
