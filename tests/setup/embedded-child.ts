// A process of its own for the tests of the embedded database: `node embedded-child.mjs DATA_DIR [write]`.
// It prints one JSON object a line: first its share of the server, then each number that the server has confirmed.
import { Client } from 'pg';
import { startEmbeddedPostgres } from '#db/embedded-postgres.server.ts';

const [dataDir = '', task = 'hold'] = process.argv.slice(2);
const print = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`);

const server = await startEmbeddedPostgres({ dataDir, log: (message) => print({ message }) });
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
print({ url: server.url, owned: server.owned, clusterDir: server.clusterDir });

if (task === 'write') {
  const client = new Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table if not exists written (number int primary key)');
  for (let number = 1; ; number += 1) {
    await client.query('insert into written values ($1)', [number]);
    print({ confirmed: number });
  }
} else {
  setInterval(() => undefined, 60_000);
}
