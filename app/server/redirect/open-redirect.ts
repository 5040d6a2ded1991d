import path from 'node:path';
import type { DatabaseHandle } from '#db/client.server.ts';
import type { Environment } from '#app/lib/env.server.ts';
import { portalKey } from '#app/lib/secret.server.ts';
import type { Asked, Client } from '../client-of.ts';
import { createAddressHash } from './address-hash.ts';
import { openLinkTable } from './link-table.ts';
import type { LinkTable } from './link-table.ts';
import { createRedirect } from './redirect-handler.ts';
import type { RedirectHandler } from './redirect-handler.ts';
import { spoolFolder } from './spool/drain-spool.ts';
import { createJournal } from './spool/journal.ts';
import { createSpoolingClickSink } from './spool/spooling-sink.ts';
import type { SpoolingClickSink } from './spool/spooling-sink.ts';

/** The redirect with what it needs: links in memory and a place for clicks. */
export interface OpenRedirect extends RedirectHandler {
  readonly links: LinkTable;
  readonly sink: SpoolingClickSink;
  /** Stops refreshing links and waits for the clicks taken in. */
  close(): Promise<void>;
}

/** Serves as soon as it resolves: all links are loaded, from the database or, while that is away, from the snapshot of them. */
export async function openRedirect(
  { db, pool }: DatabaseHandle,
  env: Environment,
  clientOf: (request: Asked) => Client,
): Promise<OpenRedirect> {
  const links = await openLinkTable(db, { snapshotFile: path.join(env.dataDir, 'links.snapshot') });
  const journal = createJournal(spoolFolder(env.dataDir));
  const sink = createSpoolingClickSink({ pool, db, journal });
  const handler = createRedirect({
    links,
    sink,
    clientOf,
    hashAddress: createAddressHash(portalKey('click-address')),
    secure: env.publicOrigin?.startsWith('https:') ?? false,
  });
  return {
    ...handler,
    links,
    sink,
    close: async () => {
      links.stop();
      sink.stop();
      await sink.settled();
      await journal.seal();
    },
  };
}
