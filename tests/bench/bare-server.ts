import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import http from 'node:http';

export const BARE_ARGUMENT = '--bare-server';

const LOCATION =
  'https://shop.example.com/products/item-1?utm_source=douyin&utm_medium=kol&utm_campaign=summer&utm_content=00000000&kclid=01900000-0000-7000-8000-000000000000';

/** The reference of the redirect: Node's http server answering one fixed 302, and nothing else. */
export function startBareServer(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', [BARE_ARGUMENT], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', (port) => resolve({ child, port: Number(port) }));
    child.once('error', reject);
  });
}

/** The child's part. */
export function serveBare(): void {
  const server = http.createServer({ keepAliveTimeout: 60_000, noDelay: true }, (_request, response) => {
    response.writeHead(302, { location: LOCATION, 'content-length': 0 });
    response.end();
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' ? address?.port : 0);
  });
  process.on('disconnect', () => process.exit(0));
}
