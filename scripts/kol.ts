import { text } from 'node:stream/consumers';
import { portalOfEnvironment } from './open-portal.ts';
import { runKol } from './run-kol.ts';

/** `npm run kol -- <command>`: the portal's command line. Results go to standard output, progress and errors to standard error. */
async function main(): Promise<void> {
  const now = new Date();
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const out = (chunk: string | Uint8Array) =>
    new Promise<void>((resolve, reject) => void process.stdout.write(chunk, (error) => (error ? reject(error) : resolve())));
  const portal = portalOfEnvironment(tell, now);
  try {
    process.exitCode = await runKol(process.argv.slice(2), { out, tell, readInput: () => text(process.stdin), now, open: portal.open });
  } finally {
    await portal.close();
  }
}

await main();
