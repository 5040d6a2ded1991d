import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { SignOffKind, SignOffStatus } from '#app/domain/finance/sign-off.ts';
import type { Seat } from '#app/domain/permission.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';

type Db = Kysely<Database>;

export interface SignOffRow {
  readonly id: string;
  readonly kind: SignOffKind;
  readonly subjectId: string;
  readonly collaborationId: string | null;
  readonly kolName: string | null;
  readonly campaignName: string | null;
  readonly campaignSlug: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly reason: string;
  readonly status: SignOffStatus;
  readonly requestedAt: Date;
  /** Null when the portal asked. */
  readonly requestedBy: string | null;
  readonly requestedByName: string;
  readonly deadlineAt: Date;
  readonly decidedAt: Date | null;
  readonly usedAt: Date | null;
  /** Seats that have answered. */
  readonly seats: readonly Seat[];
}

/** A request with what it is about: a collaboration, the collaboration of a payment, or a campaign. */
const rowsOf = (where: RawBuilder<unknown>) => sql`
  select r.id, r.kind, r.subject_id as "subjectId", c.id as "collaborationId", k.name as "kolName", ca.name as "campaignName", ca.slug as "campaignSlug", r.amount_minor as "amountMinor", r.currency,
    r.reason, r.status, r.requested_at as "requestedAt", r.requested_by as "requestedBy", r.requested_by_name as "requestedByName", r.deadline_at as "deadlineAt", r.decided_at as "decidedAt", r.used_at as "usedAt",
    coalesce((select jsonb_agg(v.seat order by v.voted_at) from sign_off_vote v where v.workspace_id = r.workspace_id and v.request_id = r.id), '[]') as seats
  from sign_off_request r
  left join payment p on p.workspace_id = r.workspace_id and r.kind = 'over_commitment' and p.id = r.subject_id
  left join collaboration c on c.workspace_id = r.workspace_id and c.id = case when r.kind in ('fuse_reset', 'tier_share') then r.subject_id else p.collaboration_id end
  left join kol k on k.workspace_id = r.workspace_id and k.id = c.kol_id
  left join campaign ca on ca.workspace_id = r.workspace_id and ca.id = coalesce(c.campaign_id, r.subject_id)
  where ${where}`;

/** Requests in some states, latest first. */
export async function listSignOffRows(db: Db, workspaceId: string, statuses: readonly SignOffStatus[], { page, limit }: Pick<KeysetQuestion, 'page' | 'limit'>): Promise<KeysetPage<SignOffRow>> {
  const rows = rowsOf(sql`r.workspace_id = ${workspaceId} and r.status = any(${arrayLiteral(statuses)}::text[])`);
  return await readKeysetPage<SignOffRow>(db, { rows, keys: [{ name: 'requestedAt', type: 'timestamptz', descending: true }, { name: 'id', type: 'uuid', descending: true }], page, limit });
}

export async function countSignOffs(db: Db, workspaceId: string, statuses: readonly SignOffStatus[]): Promise<number> {
  const row = await db.selectFrom('sign_off_request').select((eb) => eb.fn.countAll<number>().as('count')).where('workspace_id', '=', workspaceId).where('status', 'in', [...statuses]).executeTakeFirst();
  return Number(row?.count ?? 0);
}

export async function findSignOffRow(db: Db, workspaceId: string, requestId: string): Promise<SignOffRow | undefined> {
  const { rows } = await sql<SignOffRow>`${rowsOf(sql`r.workspace_id = ${workspaceId} and r.id = ${requestId}`)}`.execute(db);
  return rows[0];
}

/** How many people besides one hold a seat and can sign in. */
export async function countOtherSeatHolders(db: Db, workspaceId: string, { seat, userId }: { readonly seat: Seat; readonly userId: string }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::bigint as count from membership m join app_user u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} and m.seat = ${seat} and m.user_id::text <> ${userId} and u.disabled_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The reset that a request was used for. */
export async function findFuseReset(db: Db, workspaceId: string, requestId: string) {
  return await db
    .selectFrom('fuse_reset')
    .select(['reset_on as resetOn', 'pilot_minor as pilotMinor', 'reset_at as resetAt', 'reset_by_name as resetByName'])
    .where('workspace_id', '=', workspaceId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
}

/** What somebody asks a sign-off about, by name, with the amount that a payment says itself. */
export async function findSignOffSubject(db: Db, workspaceId: string, kind: SignOffKind, subjectId: string) {
  if (kind === 'budget_move') {
    const campaign = await db.selectFrom('campaign').select(['name', 'slug']).where('workspace_id', '=', workspaceId).where('id', '=', subjectId).executeTakeFirst();
    return campaign ? { name: campaign.name, amountMinor: null, currency: null } : null;
  }
  const { rows } = await sql<{ name: string; amountMinor: number | null; currency: string | null }>`
    select k.name || ' · ' || ca.name as name, p.amount_minor as "amountMinor", p.currency
    from collaboration c
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    left join payment p on p.workspace_id = c.workspace_id and p.collaboration_id = c.id and p.id = ${subjectId}::uuid
    where c.workspace_id = ${workspaceId} and ${kind === 'over_commitment' ? sql`p.id is not null` : sql`c.id = ${subjectId}`}`.execute(db);
  return rows[0] ?? null;
}
