import type { Kysely } from 'kysely';
import { findShopConnection } from '#db/queries/shop.server.ts';
import type { Database } from '#db/schema.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { previousSecretUntil } from '#app/domain/ingestion/delivery.ts';
import { isId } from '#app/lib/ids.server.ts';
import { unseal } from '#app/lib/secret.server.ts';
import type { WebhookConnection } from '#app/services/read-delivery.server.ts';

export interface ConnectionTable {
  /** The connection of an address with the secrets accepted at `now`; null where there is none. `anew` reads it from the database in any case. */
  find(at: { readonly kind: ConnectionKind; readonly connectionId: string }, now: Date, anew: boolean): Promise<WebhookConnection | null>;
}

interface Entry {
  readonly connection: WebhookConnection;
  /** Without the secret before, once its time is over. */
  readonly present: WebhookConnection;
  readonly previousUntil: number;
  readonly readAt: number;
}

/** For how long a connection is not read again: a secret that was taken back is accepted for a second more at most. */
const FRESH_MS = 1_000;
const MOST_ENTRIES = 1_000;

/** Connections with their secrets open, read at most once a second each. A new secret works at once, because one that does not fit is looked up anew. */
export function createConnectionTable(db: Kysely<Database>): ConnectionTable {
  const entries = new Map<string, Entry>();
  /** Being read: whoever asks meanwhile waits for the same answer. */
  const readings = new Map<string, Promise<Entry | null>>();

  async function read(at: { readonly kind: ConnectionKind; readonly connectionId: string }, now: Date): Promise<Entry | null> {
    const shop = isId(at.connectionId) ? await findShopConnection(db, at.connectionId, at.kind) : undefined;
    if (!shop?.secretSealed) return null;
    const present = { workspaceId: shop.workspaceId, shop: shop.slug, kind: at.kind, secrets: [unseal(shop.secretSealed)] };
    const previous = shop.previousSecretSealed === null ? [] : [unseal(shop.previousSecretSealed)];
    const previousUntil = shop.secretChangedAt === null ? 0 : previousSecretUntil(shop.secretChangedAt).getTime();
    return { connection: { ...present, secrets: [...present.secrets, ...previous] }, present, previousUntil, readAt: now.getTime() };
  }

  async function readAndKeep(key: string, at: { readonly kind: ConnectionKind; readonly connectionId: string }, now: Date): Promise<Entry | null> {
    const entry = await read(at, now).finally(() => readings.delete(key));
    if (entries.size >= MOST_ENTRIES) entries.clear();
    if (entry === null) entries.delete(key);
    else entries.set(key, entry);
    return entry;
  }

  /** A connection in use is asked for by many at the moment when it grows old. */
  function readOnce(key: string, at: { readonly kind: ConnectionKind; readonly connectionId: string }, now: Date): Promise<Entry | null> {
    const known = readings.get(key);
    if (known) return known;
    const reading = readAndKeep(key, at, now);
    readings.set(key, reading);
    return reading;
  }

  return {
    find: async (at, now, anew) => {
      const key = `${at.kind}/${at.connectionId}`;
      let entry = entries.get(key) ?? null;
      if (anew) entry = await readAndKeep(key, at, now);
      else if (entry === null || now.getTime() - entry.readAt >= FRESH_MS) entry = await readOnce(key, at, now);
      if (entry === null) return null;
      return now.getTime() < entry.previousUntil ? entry.connection : entry.present;
    },
  };
}
