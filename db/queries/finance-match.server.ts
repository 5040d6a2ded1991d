import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { MatchFacts } from '#app/domain/finance/four-way-match.ts';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export interface MatchRow {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly campaignName: string;
  readonly status: CollaborationStatus;
  readonly facts: MatchFacts;
}

/**
 * What was agreed, signed, invoiced and paid of each collaboration that has a paper or a payment under way; of one collaboration whatever it has. The quote is what
 * stands of the fee.
 */
export async function listMatchFacts(db: Db, workspaceId: string, only?: { readonly collaborationId: string }): Promise<MatchRow[]> {
  const { rows } = await sql<Omit<MatchRow, 'facts'> & MatchFacts>`
    select c.id as "collaborationId", k.name as "kolName", ca.name as "campaignName", c.status, quote.money as quote,
      (select jsonb_build_object('minor', x.amount_minor, 'currency', x.currency) from collaboration_contract x where x.workspace_id = c.workspace_id and x.collaboration_id = c.id) as contract,
      coalesce((select jsonb_agg(jsonb_build_object('minor', i.amount_minor, 'currency', i.currency)) from invoice i
        where i.workspace_id = c.workspace_id and i.collaboration_id = c.id and i.voided_at is null), '[]') as invoices,
      coalesce((select jsonb_agg(jsonb_build_object('minor', p.amount_minor, 'currency', p.currency, 'status', p.status)) from payment p
        where p.workspace_id = c.workspace_id and p.collaboration_id = c.id and p.status <> 'voided'), '[]') as payments
    from collaboration c
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    left join lateral (
      select jsonb_build_object('minor', sum(f.amount_minor - f.released_minor), 'currency', f.currency) as money
      from cost_item f where f.workspace_id = c.workspace_id and f.collaboration_id = c.id and f.kind = 'fee' and f.incurred_on is null and f.note = ''
      group by f.currency order by min(f.created_at), f.currency limit 1
    ) quote on true
    where c.workspace_id = ${workspaceId} and ${
      only ? sql`c.id = ${only.collaborationId}` : sql`(
        c.id in (select i.collaboration_id from invoice i where i.workspace_id = ${workspaceId} and i.voided_at is null)
        or c.id in (select x.collaboration_id from collaboration_contract x where x.workspace_id = ${workspaceId})
        or c.id in (select p.collaboration_id from payment p where p.workspace_id = ${workspaceId} and p.status in ('requested', 'approved', 'paid')))`
    }
    order by k.name ${inPinyinOrder}, c.id`.execute(db);
  return rows.map(({ quote, contract, invoices, payments, ...row }) => ({ ...row, facts: { quote, contract, invoices, payments } }));
}
