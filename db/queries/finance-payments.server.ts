import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { PaymentStage, PaymentStatus } from '#app/domain/cost.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { among } from './row-filter.server.ts';
import type { FacetCounts } from './facet-counts.server.ts';
import { countFacets } from './facet-counts.server.ts';
import type { KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';

type Db = Kysely<Database>;

export interface PaymentRow {
  readonly id: string;
  readonly collaborationId: string;
  readonly kolId: string;
  readonly kolName: string;
  readonly campaignName: string;
  readonly stage: PaymentStage;
  readonly status: PaymentStatus;
  readonly amountMinor: number;
  readonly currency: string;
  readonly rate: string | null;
  readonly requestedBy: string | null;
  readonly requestedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly paidBy: string | null;
  readonly paidOn: CalendarDay | null;
  readonly updatedAt: Date;
}

const ROW = sql`
  p.id, p.collaboration_id as "collaborationId", c.kol_id as "kolId", k.name as "kolName", ca.name as "campaignName", p.stage, p.status, p.amount_minor as "amountMinor", p.currency,
  p.rate::text as rate, p.requested_by_name as "requestedBy", p.requested_at as "requestedAt", p.approved_by_name as "approvedBy", p.approved_at as "approvedAt", p.paid_by_name as "paidBy",
  p.paid_on as "paidOn", p.updated_at as "updatedAt"`;

const FROM = sql`
  from payment p
  join collaboration c on c.workspace_id = p.workspace_id and c.id = p.collaboration_id
  join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
  join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id`;

export interface PaymentQuestion {
  readonly statuses: readonly PaymentStatus[];
  readonly stages?: readonly string[] | undefined;
  /** Slugs. */
  readonly campaigns?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
}

const inStates = (workspaceId: string, statuses: readonly PaymentStatus[]) => sql`p.workspace_id = ${workspaceId} and p.status = any(${arrayLiteral(statuses)}::text[])`;

/** Payments in some states, those that wait longest first. */
export async function listPaymentRows(
  db: Db, workspaceId: string, { statuses, stages, campaigns, tiers }: PaymentQuestion, { page, limit }: Pick<KeysetQuestion, 'page' | 'limit'>,
): Promise<KeysetPage<PaymentRow>> {
  const conditions = [inStates(workspaceId, statuses), ...among(sql`p.stage`, stages), ...among(sql`ca.slug`, campaigns), ...among(sql`c.tier`, tiers)];
  const rows = sql`select ${ROW} ${FROM} where ${sql.join(conditions, sql` and `)}`;
  return await readKeysetPage<PaymentRow>(db, {
    rows, keys: [{ name: 'updatedAt', type: 'timestamptz', descending: false }, { name: 'id', type: 'uuid', descending: false }], page, limit,
  });
}

/** Counts beside the filters, each under the others, and of all that pass: `all` has one value. */
export async function countPaymentFacets(db: Db, workspaceId: string, { statuses, stages, campaigns, tiers }: PaymentQuestion): Promise<FacetCounts<'stage' | 'campaign' | 'tier' | 'all'>> {
  return await countFacets(db, {
    base: sql`select p.stage, ca.slug, c.tier ${FROM} where ${inStates(workspaceId, statuses)}`,
    facets: [
      { name: 'stage', value: sql`o.stage`, conditions: among(sql`o.stage`, stages) }, { name: 'campaign', value: sql`o.slug`, conditions: among(sql`o.slug`, campaigns) },
      { name: 'tier', value: sql`o.tier`, conditions: among(sql`o.tier`, tiers) }, { name: 'all', value: sql`'all'`, conditions: [] },
    ],
  });
}

/** How many payments there are in each state. */
export async function countPayments(db: Db, workspaceId: string): Promise<Partial<Record<PaymentStatus, number>>> {
  const rows = await db.selectFrom('payment').select(['status', (eb) => eb.fn.countAll<number>().as('count')]).where('workspace_id', '=', workspaceId).groupBy('status').execute();
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.count)]));
}

export type PaymentDetail = NonNullable<Awaited<ReturnType<typeof findPaymentDetail>>>;

/** One payment with all that a decision on it takes. */
export async function findPaymentDetail(db: Db, workspaceId: string, paymentId: string) {
  const { rows } = await sql<PaymentRow & { requestedById: string | null; reference: string; campaignSlug: string; fuse: FuseState }>`
    select ${ROW}, p.requested_by as "requestedById", p.reference, ca.slug as "campaignSlug",
      coalesce((select r.fuse from collaboration_review r where r.workspace_id = p.workspace_id and r.collaboration_id = p.collaboration_id order by r.as_of desc limit 1), 'closed') as fuse
    ${FROM} where p.workspace_id = ${workspaceId} and p.id = ${paymentId}`.execute(db);
  return rows[0];
}

/** What was done to a payment, latest first: its audit events stand on its collaboration. */
export async function listPaymentHistory(db: Db, workspaceId: string, { id, collaborationId }: { readonly id: string; readonly collaborationId: string }) {
  return await db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name as actorName', 'action', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or([
      eb.and([eb('subject_kind', '=', 'payment'), eb('subject_id', '=', id)]),
      eb.and([eb('subject_kind', '=', 'collaboration'), eb('subject_id', '=', collaborationId), eb(sql<string>`after ->> 'paymentId'`, '=', id)]),
    ]))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
}
