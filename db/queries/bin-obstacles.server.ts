import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { EditSubject } from '#app/domain/edit-run.ts';
import type { BinObstacle } from '#app/domain/recycle-bin.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Findings = ReadonlyMap<string, Partial<Record<BinObstacle, number>>>;

/** What depends on each of some things and so keeps it out of the bin, counted, by the thing's id; things that nothing depends on are left out. */
export async function countBinObstacles(db: Kysely<Database>, workspaceId: string, kind: EditSubject, ids: readonly string[]): Promise<Findings> {
  const found = new Map<string, Partial<Record<BinObstacle, number>>>();
  if (ids.length === 0) return found;
  const wanted = sql`${arrayLiteral(ids)}::uuid[]`;
  const sources = OBSTACLES[kind](workspaceId, wanted);
  const each = sources.map(([obstacle, rows]) => sql`select ${obstacle}::text as obstacle, found.id, count(*) as count from (${rows}) as found(id) group by found.id`);
  const { rows } = await sql<{ obstacle: BinObstacle; id: string; count: number }>`${sql.join(each, sql` union all `)}`.execute(db);
  for (const { obstacle, id, count } of rows) {
    const findings = found.get(id) ?? {};
    findings[obstacle] = (findings[obstacle] ?? 0) + Number(count);
    found.set(id, findings);
  }
  return found;
}

type Sources = readonly (readonly [BinObstacle, RawBuilder<unknown>])[];

const OBSTACLES: Readonly<Record<EditSubject, (workspaceId: string, ids: RawBuilder<unknown>) => Sources>> = {
  kol: (ws, ids) => [
    ['collaborations', sql`select c.kol_id from collaboration c where c.workspace_id = ${ws} and c.kol_id = any(${ids}) and ${leftDraft}`],
    ['money', sql`select distinct on (p.kol_id, p.sequence) p.kol_id from ledger_posting p where p.workspace_id = ${ws} and p.kol_id = any(${ids})`],
    ['proposals', sql`
      select x.kol_id from proposal_candidate c cross join lateral (values (c.kol_id), (c.second_kol_id)) as x(kol_id)
      join proposal p on p.workspace_id = c.workspace_id and p.id = c.proposal_id and p.status in ('open', 'accepted')
      where c.workspace_id = ${ws} and x.kol_id = any(${ids})`],
    ['assets', sql`select a.kol_id from asset a where a.workspace_id = ${ws} and a.kol_id = any(${ids})`],
    ...ofCollaborations(ws, sql`c.kol_id`, sql`c.kol_id = any(${ids})`),
  ],
  collaboration: (ws, ids) => [
    ['left-draft', sql`select c.id from collaboration c where c.workspace_id = ${ws} and c.id = any(${ids}) and ${leftDraft}`],
    ['money', sql`select distinct on (p.collaboration_id, p.sequence) p.collaboration_id from ledger_posting p where p.workspace_id = ${ws} and p.collaboration_id = any(${ids})`],
    ['assets', sql`select a.collaboration_id from asset a where a.workspace_id = ${ws} and a.collaboration_id = any(${ids})`],
    ...ofCollaborations(ws, sql`c.id`, sql`c.id = any(${ids})`),
  ],
  campaign: (ws, ids) => [
    ['collaborations', sql`select c.campaign_id from collaboration c where c.workspace_id = ${ws} and c.campaign_id = any(${ids})`],
    ['proposals', sql`select p.campaign_id from proposal p where p.workspace_id = ${ws} and p.campaign_id = any(${ids})`],
    ['sign-offs', sql`select s.subject_id from sign_off_request s where s.workspace_id = ${ws} and s.subject_id = any(${ids})`],
    ['money', sql`select p.campaign_id from ledger_posting p where p.workspace_id = ${ws} and p.campaign_id = any(${ids})`],
  ],
};

/** Whether a collaboration ever was more than a draft: nobody outside has heard of a draft. */
const leftDraft = sql`(c.status <> 'draft' or exists (
  select from collaboration_event e where e.workspace_id = c.workspace_id and e.collaboration_id = c.id and e.to_status <> 'draft'))`;

/** What may rest upon collaborations, drafts too; `owner` is whom it is counted for. */
function ofCollaborations(ws: string, owner: RawBuilder<unknown>, which: RawBuilder<unknown>): Sources {
  const of = (table: string, more: RawBuilder<unknown> = sql``) => sql`
    select ${owner} from collaboration c join ${sql.table(table)} x on x.workspace_id = c.workspace_id and x.collaboration_id = c.id ${more} where c.workspace_id = ${ws} and ${which}`;
  return [
    ['money', of('payment', sql`and x.status <> 'planned'`)],
    ['money', of('invoice')],
    ['content', of('content')],
    ['orders', of('order_credit')],
    ['orders', of('credit_exclusion')],
    ['clicks', of('click_day')],
    ['reviews', of('scorecard')],
    ['reviews', of('collaboration_review')],
    ['reviews', of('dispute')],
    ['reviews', of('fuse_step')],
    ['reviews', of('fuse_reset')],
    ['proposals', of('proposal')],
    ['proposals', sql`
      select ${owner} from collaboration c join proposal x on x.workspace_id = c.workspace_id and x.replacement_collaboration_id = c.id where c.workspace_id = ${ws} and ${which}`],
    ['replacements', sql`
      select ${owner} from collaboration c join collaboration x on x.workspace_id = c.workspace_id and x.replaces_id = c.id where c.workspace_id = ${ws} and ${which}`],
    ['sign-offs', sql`
      select ${owner} from collaboration c join sign_off_request x on x.workspace_id = c.workspace_id and x.subject_id = c.id where c.workspace_id = ${ws} and ${which}`],
  ];
}

/** Tables that refer to what can be deleted and keep it out of the bin; with the parts of the bin these are all there are. */
export const BIN_OBSTACLE_TABLES: readonly string[] = [
  'collaboration', 'invoice', 'content', 'credit_exclusion', 'scorecard', 'collaboration_review', 'dispute', 'fuse_step', 'fuse_reset', 'proposal', 'asset',
];
