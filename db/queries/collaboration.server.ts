import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { ACTIVE_STATUSES } from '#app/domain/collaboration.ts';
import type { CollaborationEventTable, CollaborationTable, Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export type CollaborationRecord = Selectable<CollaborationTable>;

/**
 * Makes writers of codes, coupons and new collaborations of one workspace wait for each other until the transaction ends:
 * what is unique among live collaborations is decided by reading, so two may not decide at once.
 */
export async function lockCollaborations(trx: Trx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('collaboration'), hashtext(${workspaceId}))`.execute(trx);
}

/**
 * A collaboration, locked until the transaction ends. Rows that refer to it may be written meanwhile: a review writes hundreds, and then waits for the proposal that
 * whoever accepts it holds while they wait for the collaboration.
 */
export async function lockCollaboration(trx: Trx, workspaceId: string, collaborationId: string): Promise<CollaborationRecord | undefined> {
  return await trx
    .selectFrom('collaboration')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', collaborationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function listCollaborations(db: Db, workspaceId: string, ids: readonly string[]): Promise<CollaborationRecord[]> {
  if (ids.length === 0) return [];
  return await db
    .selectFrom('collaboration')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
}

/** Collaborations of accounts in campaigns, for each pair the one that was not cancelled first (there is one at most), then the newest. */
export async function listCollaborationsOfAccounts(
  db: Db, workspaceId: string, pairs: readonly { readonly campaignId: string; readonly accountId: string }[],
): Promise<CollaborationRecord[]> {
  if (pairs.length === 0) return [];
  const { rows } = await sql<CollaborationRecord>`
    select c.*
    from unnest(${pairs.map((pair) => pair.campaignId)}::uuid[], ${pairs.map((pair) => pair.accountId)}::uuid[]) as wanted (campaign_id, account_id)
    join collaboration c on c.workspace_id = ${workspaceId} and c.campaign_id = wanted.campaign_id and c.account_id = wanted.account_id
    order by (c.status = 'cancelled'), c.id desc
  `.execute(db);
  return rows;
}

/** The collaborations of accounts in whatever campaign, cancelled ones apart, newest flight first: for files that do not name the campaign. */
export async function listCollaborationsByAccount(db: Db, workspaceId: string, accountIds: readonly string[]) {
  if (accountIds.length === 0) return [];
  return await db
    .selectFrom('collaboration')
    .select(['id', 'account_id as accountId', 'campaign_id as campaignId', 'starts_on as startsOn', 'ends_on as endsOn', 'status'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', sql<string>`any(${[...accountIds]}::uuid[])`)
    .where('status', '<>', 'cancelled')
    .orderBy('starts_on', 'desc')
    .execute();
}

/** Live collaborations that hold one of these codes, as coupon or as tracking code, with what names them to people. */
export async function listCodeHolders(db: Db, workspaceId: string, codes: readonly string[]) {
  if (codes.length === 0) return [];
  const wanted = sql<string>`any(${[...codes]}::text[])`;
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .select(['c.id', 'c.coupon', 'c.tracking_code as trackingCode', 'ca.slug as campaign', 'a.platform', 'a.handle'])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.status', 'in', [...ACTIVE_STATUSES])
    .where((eb) => eb.or([eb('c.coupon', '=', wanted), eb('c.tracking_code', '=', wanted)]))
    .execute();
}

export type CodeHolder = Awaited<ReturnType<typeof listCodeHolders>>[number];

/** Claims codes for ever; returns those that were still free. */
export async function claimTrackingCodes(
  trx: Trx, claims: readonly { readonly code: string; readonly workspaceId: string; readonly collaborationId: string }[], now: Date,
): Promise<Set<string>> {
  if (claims.length === 0) return new Set();
  const claimed = await trx
    .insertInto('tracking_code')
    .values(claims.map((claim) => ({ code: claim.code, workspace_id: claim.workspaceId, collaboration_id: claim.collaborationId, issued_at: now })))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .execute();
  return new Set(claimed.map((row) => row.code));
}

export async function insertCollaborations(trx: Trx, rows: readonly CollaborationRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx.insertInto('collaboration').values(rows.map((row) => ({ ...row }))).execute();
}

/** Stores changed rows whole, by id. */
export async function updateCollaborations(trx: Trx, rows: readonly CollaborationRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('collaboration')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        tier: eb.ref('excluded.tier'), status: eb.ref('excluded.status'), starts_on: eb.ref('excluded.starts_on'), ends_on: eb.ref('excluded.ends_on'),
        coupon: eb.ref('excluded.coupon'), landing_url: eb.ref('excluded.landing_url'), link_expires_at: eb.ref('excluded.link_expires_at'),
        link_fallback_url: eb.ref('excluded.link_fallback_url'), published_at: eb.ref('excluded.published_at'),
        updated_at: eb.ref('excluded.updated_at'), version: eb.ref('excluded.version'),
      })),
    )
    .execute();
}

export type CollaborationEventRecord = Selectable<CollaborationEventTable>;

export async function insertCollaborationEvents(trx: Trx, rows: readonly CollaborationEventRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx.insertInto('collaboration_event').values(rows.map((row) => ({ ...row }))).execute();
}

/** A collaboration's changes of state, oldest first. */
export async function listCollaborationEvents(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('collaboration_event')
    .select(['id', 'at', 'actor_name as actorName', 'from_status as fromStatus', 'to_status as toStatus', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('at')
    .orderBy('id')
    .limit(500)
    .execute();
}

export interface StatusChange {
  readonly from: CollaborationStatus | null;
  readonly to: CollaborationStatus;
}
