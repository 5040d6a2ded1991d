import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { SpendingStop, StopFacts } from '#app/domain/finance/spending-stop.ts';
import { spendingStop } from '#app/domain/finance/spending-stop.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** Whether collaborations may spend, by id. */
export async function listSpendingStops(db: Db, workspaceId: string, collaborationIds: readonly string[]): Promise<Map<string, SpendingStop>> {
  const facts = await listStopFacts(db, workspaceId, collaborationIds);
  return new Map([...facts].map(([id, fact]) => [id, spendingStop(fact)]));
}

/** What says whether collaborations may spend, by id: the fuse after their last reviewed period, their latest reset, and what was committed since. */
export async function listStopFacts(db: Db, workspaceId: string, collaborationIds: readonly string[]): Promise<Map<string, StopFacts>> {
  if (collaborationIds.length === 0) return new Map();
  const { rows } = await sql<{
    id: string; fuse: FuseState | null; reviewedThrough: string | null; resetOn: string | null; pilotMinor: number | null; addedMinor: number | null; hasProved: boolean | null;
  }>`
    select c.id, s.state_after as fuse, s.end_day as "reviewedThrough", r.reset_on as "resetOn", r.pilot_minor as "pilotMinor",
      (select coalesce(sum(p.reporting_minor), 0)::bigint from ledger_posting p join ledger_entry e on e.workspace_id = p.workspace_id and e.sequence = p.sequence
        where p.workspace_id = ${workspaceId} and p.collaboration_id = c.id and p.account like 'expense\\_%' and e.at > r.reset_at) as "addedMinor",
      exists (select from fuse_step f where f.workspace_id = ${workspaceId} and f.collaboration_id = c.id and f.start_day >= r.reset_on and f.state_after = 'closed' and f.cost_minor > 0) as "hasProved"
    from unnest(${arrayLiteral(collaborationIds)}::uuid[]) as c(id)
    left join lateral (
      select state_after, end_day from fuse_step where workspace_id = ${workspaceId} and collaboration_id = c.id order by period_number desc limit 1
    ) s on true
    left join lateral (
      select reset_on, pilot_minor, reset_at from fuse_reset where workspace_id = ${workspaceId} and collaboration_id = c.id order by reset_on desc, reset_at desc limit 1
    ) r on true`.execute(db);
  return new Map(rows.map(({ id, fuse, reviewedThrough, resetOn, pilotMinor, addedMinor, hasProved }) => [
    id, { fuse, reviewedThrough, reset: resetOn === null ? null : { resetOn, pilotMinor: pilotMinor ?? 0, addedMinor: addedMinor ?? 0, hasProved: hasProved ?? false } },
  ]));
}

/** Net revenue credited to a collaboration so far under a model, in the reporting currency. */
export async function sumCreditedRevenue(db: Db, workspaceId: string, collaborationId: string, model: AttributionModel): Promise<number> {
  const row = await db
    .selectFrom('credit_day')
    .select(sql<number>`coalesce(sum(revenue_minor), 0)::bigint`.as('minor'))
    .where('workspace_id', '=', workspaceId)
    .where('model', '=', model)
    .where('collaboration_id', '=', collaborationId)
    .executeTakeFirstOrThrow();
  return row.minor;
}
