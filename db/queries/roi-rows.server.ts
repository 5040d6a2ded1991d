import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { CostKind } from '#app/domain/cost.ts';
import type { AttributionMethod } from '#app/domain/order.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { isExcluded } from './counted-credit.server.ts';
import { CREDIT } from './credit-column.server.ts';

type Db = Kysely<Database>;

/** Credits of some collaborations under a model, placed in some days; both days are inclusive. */
export interface CreditRowsQuestion {
  readonly collaborationIds: readonly string[];
  readonly model: AttributionModel;
  readonly from: CalendarDay;
  readonly through: CalendarDay;
}

export interface CreditLine {
  readonly shop: string;
  readonly orderId: string;
  readonly placedAt: Date;
  readonly collaborationId: string;
  readonly method: AttributionMethod;
  readonly refundedMinor: number;
  readonly currency: string;
  /** In the reporting currency. */
  readonly creditMinor: number;
}

function counted(workspaceId: string, { collaborationIds, model, from, through }: CreditRowsQuestion): RawBuilder<unknown> {
  return sql`
    from order_credit c join shop_order o on o.workspace_id = c.workspace_id and o.shop = c.shop and o.order_id = c.order_id
    where c.workspace_id = ${workspaceId} and c.collaboration_id = any(${arrayLiteral(collaborationIds)}::uuid[])
      and c.placed_day between ${from}::date and ${through}::date and ${CREDIT[model]} > 0 and not ${isExcluded()}`;
}

/** The credits that a revenue is added from, newest order first: those that count, so that their sum is the figure. */
export async function listCreditLines(db: Db, workspaceId: string, of: CreditRowsQuestion, page: { readonly offset: number; readonly limit: number }): Promise<CreditLine[]> {
  const { rows } = await sql<CreditLine>`
    select o.shop, o.order_id as "orderId", o.placed_at as "placedAt", c.collaboration_id as "collaborationId", o.method, o.refunded_minor as "refundedMinor", o.currency,
      ${CREDIT[of.model]} as "creditMinor"
    ${counted(workspaceId, of)}
    order by o.placed_at desc, o.shop, o.order_id, c.collaboration_id limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows;
}

/** How many those are, and their sum. */
export async function sumCreditLines(db: Db, workspaceId: string, of: CreditRowsQuestion): Promise<{ readonly count: number; readonly creditMinor: number }> {
  const { rows } = await sql<{ count: number; credit: string | null }>`select count(*) as count, sum(${CREDIT[of.model]})::text as credit ${counted(workspaceId, of)}`.execute(db);
  return { count: rows[0]?.count ?? 0, creditMinor: Number(rows[0]?.credit ?? 0) };
}

export interface CostRow {
  readonly id: string;
  readonly collaborationId: string;
  readonly kind: CostKind;
  readonly amountMinor: number;
  readonly releasedMinor: number;
  readonly currency: string;
  readonly rate: string | null;
  readonly commissionBasisPoints: number | null;
  readonly incurredOn: CalendarDay | null;
  readonly note: string;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
  readonly recordedAt: Date;
  readonly collaborationRecordedAt: Date;
}

/** The cost items of some collaborations with the flights that they accrue over. */
export async function listCostRows(db: Db, workspaceId: string, collaborationIds: readonly string[]): Promise<CostRow[]> {
  return await db
    .selectFrom('cost_item as i')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'i.workspace_id').onRef('c.id', '=', 'i.collaboration_id'))
    .select([
      'i.id', 'i.collaboration_id as collaborationId', 'i.kind', 'i.amount_minor as amountMinor', 'i.released_minor as releasedMinor', 'i.currency', 'i.rate',
      'i.commission_basis_points as commissionBasisPoints', 'i.incurred_on as incurredOn', 'i.note', 'c.starts_on as startsOn', 'c.ends_on as endsOn',
      'i.created_at as recordedAt', 'c.created_at as collaborationRecordedAt',
    ])
    .where('i.workspace_id', '=', workspaceId)
    .where('i.collaboration_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .orderBy('i.collaboration_id')
    .orderBy('i.id')
    .execute();
}
