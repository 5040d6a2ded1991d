import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Tier } from '#app/domain/kol.ts';
import { likePattern } from '#app/domain/like-pattern.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { ScriptStatus } from '#app/domain/script.ts';
import type { Database } from '../schema.ts';
import { andAmong } from './condition.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export const SCRIPT_SORTS = ['due', 'name', 'round', 'since'] as const;
export type ScriptSort = (typeof SCRIPT_SORTS)[number];

export interface ScriptListQuestion {
  readonly today: CalendarDay;
  readonly search: string;
  readonly campaigns?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly onlyOverdue: boolean;
}

export interface ScriptListRow {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly tier: Tier;
  readonly campaignSlug: string;
  readonly campaignName: string;
  readonly status: ScriptStatus;
  readonly latestVersion: number;
  readonly round: number;
  readonly since: Date;
  readonly dueOn: CalendarDay | null;
  readonly overdue: boolean;
  readonly authorName: string | null;
  readonly publishOn: CalendarDay | null;
  readonly allRows: number;
}

const ORDERS: Record<ScriptSort, RawBuilder<unknown>> = {
  due: sql`s.due_on`, name: sql`k.name ${inPinyinOrder}`, round: sql`s.round`, since: sql`s.since`,
};

/** Scripts on their way to publication, each with the step that is due. */
export async function listScriptRows(
  db: Db, workspaceId: string, question: ScriptListQuestion,
  at: { readonly sort: readonly { readonly column: ScriptSort; readonly descending: boolean }[]; readonly offset: number; readonly limit: number },
): Promise<ScriptListRow[]> {
  const keys = at.sort.map(({ column, descending }) => (descending ? sql`${ORDERS[column]} desc nulls last` : sql`${ORDERS[column]} asc nulls last`));
  const { rows } = await sql<ScriptListRow>`
    select s.collaboration_id as "collaborationId", k.name as "kolName", c.tier, ca.slug as "campaignSlug", ca.name as "campaignName", s.status, s.latest_version as "latestVersion",
      s.round, s.since, s.due_on as "dueOn", coalesce(s.due_on < ${question.today}::date, false) as overdue, v.author_name as "authorName",
      (b.body ->> 'publishOn')::date as "publishOn", count(*) over () as "allRows"
    from ${opened(workspaceId)}
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    left join script_version v on v.workspace_id = s.workspace_id and v.collaboration_id = s.collaboration_id and v.version = s.latest_version
    left join lateral (
      select body from brief_version b where b.workspace_id = c.workspace_id and b.collaboration_id = c.id order by version desc limit 1
    ) b on true
    where true ${searched(question.search)} ${andAmong(sql`ca.slug`, question.campaigns)} ${andAmong(sql`s.status`, question.statuses)} ${andAmong(sql`c.tier`, question.tiers)}
      ${question.onlyOverdue ? sql`and s.due_on < ${question.today}::date` : sql``}
    order by ${sql.join([...keys, sql`s.since`, sql`s.collaboration_id`])}
    limit ${at.limit} offset ${at.offset}`.execute(db);
  return rows;
}

export interface WaitingScripts {
  readonly content: number;
  readonly legal: number;
  readonly overdue: number;
}

/** How many scripts wait for the content team, how many for legal, and how many steps are overdue; of one campaign or of all. */
export async function countWaitingScripts(db: Db, workspaceId: string, wishes: { readonly today: CalendarDay; readonly campaignId: string | null }): Promise<WaitingScripts> {
  const { rows } = await sql<WaitingScripts>`
    select count(*) filter (where s.status = 'submitted') as content, count(*) filter (where s.status = 'content_approved') as legal,
      count(*) filter (where s.due_on < ${wishes.today}::date) as overdue
    from ${opened(workspaceId)} where ${wishes.campaignId === null ? sql`true` : sql`c.campaign_id = ${wishes.campaignId}::uuid`}`.execute(db);
  return rows[0] ?? { content: 0, legal: 0, overdue: 0 };
}

/** Scripts that are not published, of collaborations that are not over. */
function opened(workspaceId: string): RawBuilder<unknown> {
  return sql`script s
    join collaboration c on c.workspace_id = s.workspace_id and c.id = s.collaboration_id and c.status not in ('ended', 'cancelled')
      and s.workspace_id = ${workspaceId} and s.status <> 'published'
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id`;
}

function searched(text: string): RawBuilder<unknown> {
  if (text === '') return sql``;
  const pattern = likePattern(text);
  return sql`and (k.name ilike ${pattern} or ca.name ilike ${pattern})`;
}
