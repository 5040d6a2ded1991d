import type { Kysely } from 'kysely';
import { findCollection, listCollectionAssetIds, listCollectionUses } from '#db/queries/asset-collection.server.ts';
import { listAssetCards } from '#db/queries/asset-list.server.ts';
import { listGrants } from '#db/queries/usage-rights.server.ts';
import type { Database } from '#db/schema.ts';
import { maySetVisibility, seesCollection, summariseRights } from '#app/domain/collection.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { UsageGrant, UsageQuestion } from '#app/domain/usage-rights.ts';
import { rightsAllow, rightsChannelSchema, rightsStanding, territorySchema } from '#app/domain/usage-rights.ts';
import { thumbnailLink } from '#app/lib/asset-files/file-link.server.ts';

export type CollectionPage = NonNullable<Awaited<ReturnType<typeof loadCollection>>>;

interface Asked {
  readonly workspaceId: string;
  readonly collectionId: string;
  readonly viewerId: string | null;
  readonly today: string;
  readonly now: Date;
  readonly search: URLSearchParams;
}

/** A collection with its assets in order, where they were used, and what its rights come to for the use that the address asks for. */
export async function loadCollection(db: Kysely<Database>, { workspaceId, collectionId, viewerId, today, now, search }: Asked) {
  const collection = await findCollection(db, workspaceId, collectionId);
  if (!collection || !seesCollection(collection, viewerId)) return null;
  const ids = await listCollectionAssetIds(db, workspaceId, collectionId);
  const [cards, grants, uses] = await Promise.all([listAssetCards(db, workspaceId, ids), listGrants(db, workspaceId, ids), listCollectionUses(db, workspaceId, collectionId)]);
  const byId = new Map(cards.map((card) => [card.id, card]));
  const question = readUse(search, today);
  const summary = summariseRights(ids.map((assetId) => ({ assetId, rights: grants.get(assetId) ?? [] })), question);
  const { ownerId: _ownerId, ...shown } = collection;
  return {
    collection: { ...shown, maySetVisibility: maySetVisibility(collection, viewerId) }, uses, question, summary,
    creditLines: creditLinesOf([...grants.values()], question),
    assets: ids.flatMap((id) => {
      const card = byId.get(id);
      if (!card) return [];
      const { number, title, kind, kolName, hash, thumbnails, durationMs } = card;
      const width = thumbnails?.[0];
      return [{ id, number, title, kind, kolName, durationMs, standing: rightsStanding(grants.get(id) ?? [], today), thumbnail: hash && width !== undefined ? thumbnailLink({ workspaceId, hash }, width, now) : null }];
    }),
  };
}

/** The use that an address asks about; our own channels in China today where it does not say, or says what is none. */
export function readUse(search: URLSearchParams, today: string): UsageQuestion {
  const on = search.get('on') ?? '';
  return {
    channel: rightsChannelSchema.catch('own_social').parse(search.get('channel')), territory: territorySchema.catch('CN').parse(search.get('territory')), on: isCalendarDay(on) ? on : today,
  };
}

/** What has to stand beside the assets that may be used so, each line once. */
function creditLinesOf(granted: readonly (readonly UsageGrant[])[], question: UsageQuestion): string[] {
  const lines = granted.flatMap((rights) => {
    const answer = rightsAllow(rights, question);
    return answer.allowed && answer.grant.creditLine !== '' ? [answer.grant.creditLine] : [];
  });
  return [...new Set(lines)];
}
