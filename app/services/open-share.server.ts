import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { OpenedShare, SharedAssetRow } from '#db/queries/asset-share.server.ts';
import { countShareMisses, countShareVisits, findShare, findShareByHash, insertShareMiss, insertShareVisits, listSharedAssets } from '#db/queries/asset-share.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { listGrants } from '#db/queries/usage-rights.server.ts';
import type { Database } from '#db/schema.ts';
import { dayOf } from '#app/domain/period.ts';
import type { SharedStanding } from '#app/domain/share.ts';
import { SHARE_LIMITS, shareState, sharedStanding } from '#app/domain/share.ts';
import { newId } from '#app/lib/ids.server.ts';
import { portalKey, sha256 } from '#app/lib/secret.server.ts';

/** An asset behind a link with what its rights allow today. */
export interface SharedAsset extends SharedAssetRow {
  readonly standing: SharedStanding;
}

/** Wrong, expired, taken back: one answer, so that nobody learns which. */
type Closed = { readonly status: 'closed' } | { readonly status: 'too_many'; readonly retryAfterSeconds: number };

export type OpenShareOutcome = Closed | { readonly status: 'open'; readonly share: OpenedShare; readonly assets: readonly SharedAsset[] };

interface ShareAsked {
  readonly token: string;
  /** Of the network; kept as a keyed hash, and only where the link opens nothing. */
  readonly address: string;
}

/** Opens a link: what it names, as far as rights allow today. Counted; an address that tries many that open nothing is kept out of all. */
export async function openShare(db: Kysely<Database>, asked: ShareAsked, { now }: { readonly now: Date }): Promise<OpenShareOutcome> {
  const found = await findLive(db, asked, now);
  if ('status' in found) return found;
  await insertShareVisits(db, found.workspaceId, [{ id: newId(now.getTime()), shareId: found.id, kind: 'opened', assetId: null }], now);
  return { status: 'open', share: found, assets: await withStandings(db, found, await listSharedAssets(db, found.workspaceId, found), now) };
}

export type DownloadSharedOutcome = Closed | { readonly status: 'given'; readonly share: OpenedShare; readonly asset: SharedAsset } | { readonly status: 'withheld' };

/**
 * Gives an asset away through a link, where the link allows it, holds the asset, and rights allow it today. It is kept in the audit log before
 * anything is given.
 */
export async function downloadShared(db: Kysely<Database>, { assetId, rendition, ...asked }: ShareAsked & { readonly assetId: string; readonly rendition: string }, { now }: { readonly now: Date }): Promise<DownloadSharedOutcome> {
  const share = await findLive(db, asked, now);
  if ('status' in share) return share;
  const [asset] = await withStandings(db, share, share.allowsDownload ? await listSharedAssets(db, share.workspaceId, share, assetId) : [], now);
  if (!asset?.standing.shown) return { status: 'withheld' };
  await keepDownloads(db, share, [asset], rendition, now);
  return { status: 'given', share, asset };
}

export type DownloadAllSharedOutcome =
  | Closed
  | { readonly status: 'given'; readonly share: OpenedShare; readonly assets: readonly SharedAsset[]; readonly withheld: readonly SharedAsset[] }
  | { readonly status: 'withheld' };

/** The same for all that a link opens: what rights allow today is given, each kept in the audit log; what is withheld is named with its clause. */
export async function downloadAllShared(db: Kysely<Database>, asked: ShareAsked, { now }: { readonly now: Date }): Promise<DownloadAllSharedOutcome> {
  const share = await findLive(db, asked, now);
  if ('status' in share) return share;
  const all = share.allowsDownload ? await withStandings(db, share, await listSharedAssets(db, share.workspaceId, share), now) : [];
  const assets = all.filter(({ standing }) => standing.shown);
  if (assets.length === 0) return { status: 'withheld' };
  await keepDownloads(db, share, assets, 'original', now);
  return { status: 'given', share, assets, withheld: all.filter(({ standing }) => !standing.shown) };
}

async function keepDownloads(db: Kysely<Database>, share: OpenedShare, assets: readonly SharedAsset[], rendition: string, now: Date): Promise<void> {
  const actor = { kind: 'system' as const, id: null, name: share.recipient === '' ? 'share link' : `share link: ${share.recipient}` };
  await inTransaction(db, async (trx) => {
    await insertShareVisits(trx, share.workspaceId, assets.map(({ id }) => ({ id: newId(now.getTime()), shareId: share.id, kind: 'downloaded', assetId: id })), now);
    await insertAuditEntries(trx, share.workspaceId, assets.map(({ id }) => ({ id: newId(now.getTime()), at: now, actor, action: 'share.download', subjectKind: 'asset', subjectId: id, after: { shareId: share.id, rendition } })));
  });
}

/** Whether a file may be sent now to whoever was given its address by a link: the link still opens, and still opens this asset. */
export async function shareStillOpens(db: Kysely<Database>, at: { readonly workspaceId: string; readonly shareId: string; readonly assetId: string }, now: Date): Promise<boolean> {
  const share = await findShare(db, at.workspaceId, at.shareId);
  if (!share || shareState(share, now) !== 'live') return false;
  const [asset] = await withStandings(db, share, await listSharedAssets(db, at.workspaceId, share, at.assetId), now);
  return asset?.standing.shown ?? false;
}

async function findLive(db: Kysely<Database>, { token, address }: ShareAsked, now: Date): Promise<OpenedShare | Closed> {
  const addressHash = createHmac('sha256', portalKey('share-address')).update(address).digest();
  if ((await countShareMisses(db, addressHash, new Date(now.getTime() - SHARE_LIMITS.windowMs))) >= SHARE_LIMITS.missesPerWindow) return { status: 'too_many', retryAfterSeconds: SHARE_LIMITS.windowMs / 1_000 };
  const share = await findShareByHash(db, sha256(token));
  if (!share || shareState(share, now) !== 'live') {
    await insertShareMiss(db, { id: newId(now.getTime()), addressHash }, now);
    return { status: 'closed' };
  }
  const visits = await countShareVisits(db, share.workspaceId, share.id, new Date(now.getTime() - 60_000));
  return visits >= SHARE_LIMITS.visitsPerMinute ? { status: 'too_many', retryAfterSeconds: 60 } : share;
}

async function withStandings(db: Kysely<Database>, share: OpenedShare, assets: readonly SharedAssetRow[], now: Date): Promise<SharedAsset[]> {
  const today = dayOf(now, share.timeZone);
  const grants = await listGrants(db, share.workspaceId, assets.map(({ id }) => id));
  return assets.map((asset) => ({ ...asset, standing: sharedStanding(grants.get(asset.id) ?? [], today) }));
}
