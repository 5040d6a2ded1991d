import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

export interface ModelCredits {
  readonly model: AttributionModel;
  readonly collaborationId: string;
  /** The number of the review period counted from the campaign's first day (from 0), orders, net and gross revenue in the reporting currency. */
  readonly periods: readonly (readonly [period: number, orders: number, revenueMinor: number, grossMinor: number])[];
}

/**
 * Credits by review period under the models other than `model`, of those collaborations alone that they credit otherwise: most are credited
 * alike under all models, and a review of thousands has nothing to work out for them.
 */
export async function listDifferingCredits(
  db: Kysely<Database>, workspaceId: string, at: { readonly model: AttributionModel; readonly throughDay: CalendarDay; readonly periodDays: number },
): Promise<ModelCredits[]> {
  const others = ATTRIBUTION_MODELS.filter((model) => model !== at.model);
  const { rows } = await sql<ModelCredits>`
    with period as (
      select d.model, d.collaboration_id, floor((d.day - ca.starts_on)::float8 / ${at.periodDays}::integer)::integer as number,
        sum(d.orders) as orders, sum(d.revenue_minor) as revenue, sum(d.gross_minor) as gross
      from credit_day d
      join collaboration c on c.workspace_id = d.workspace_id and c.id = d.collaboration_id
      join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
      where d.workspace_id = ${workspaceId} and d.day <= ${at.throughDay}::date
      group by 1, 2, 3
    ), packed as (
      select model, collaboration_id, jsonb_agg(jsonb_build_array(number, orders, revenue, gross) order by number) as periods from period group by 1, 2
    ), credited as (
      select distinct collaboration_id from packed
    )
    select m.model, k.collaboration_id as "collaborationId", coalesce(other.periods, '[]') as periods
    from credited k
    cross join unnest(${arrayLiteral(others)}::text[]) as m(model)
    left join packed other on other.model = m.model and other.collaboration_id = k.collaboration_id
    left join packed own on own.model = ${at.model} and own.collaboration_id = k.collaboration_id
    where other.periods is distinct from own.periods
    order by 1, 2`.execute(db);
  return rows;
}
