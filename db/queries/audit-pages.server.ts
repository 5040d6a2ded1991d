import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { JsonObject } from '#app/domain/json.ts';
import { likePattern } from '#app/domain/like-pattern.ts';
import type { AuditActorKind } from '#app/domain/permission.ts';
import type { AskedFilter } from '#app/domain/row-filter.ts';
import type { Database } from '../schema.ts';
import type { FacetCounts } from './facet-counts.server.ts';
import { countFacets } from './facet-counts.server.ts';
import type { KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';
import { among, chosen, filterConditions, instantColumn, requiredColumn, textColumn } from './row-filter.server.ts';

type Db = Kysely<Database>;

export interface AuditQuestion {
  /** Looked for in who, what, why, and in what was before and after. */
  readonly search: string;
  readonly actorKinds?: readonly string[] | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly subjectKinds?: readonly string[] | undefined;
  readonly subjectId?: string | undefined;
  /** None of these. */
  readonly not?: Partial<Record<'actorKinds' | 'actions' | 'subjectKinds', readonly string[] | undefined>> | undefined;
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
  /** Groups of conditions, on the columns of `COLUMNS`. */
  readonly where?: AskedFilter | undefined;
}

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: AuditActorKind;
  readonly actorName: string;
  /** `<noun>.<verb>` */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly reason: string | null;
}

const LATEST_FIRST = [{ name: 'at', type: 'timestamptz', descending: true }, { name: 'id', type: 'uuid', descending: true }] as const;

/** A page of the audit log, latest first. */
export async function listAuditEvents(db: Db, workspaceId: string, question: AuditQuestion, { page, limit }: Pick<KeysetQuestion, 'page' | 'limit'>): Promise<KeysetPage<AuditRow>> {
  const rows = sql`
    select a.id, a.at, a.actor_kind as "actorKind", a.actor_name as "actorName", a.action, a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.before, a.after, a.reason
    from audit_event a where ${conditions(workspaceId, question)}`;
  return await readKeysetPage<AuditRow>(db, { rows, keys: LATEST_FIRST, page, limit });
}

/** How many match; counting stops at the limit. */
export async function countAuditEvents(db: Db, workspaceId: string, question: AuditQuestion, limit: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*)::bigint as found from (select from audit_event a where ${conditions(workspaceId, question)} limit ${limit}) as matching`.execute(db);
  return rows[0]?.found ?? 0;
}

const CHOICES = { actorKinds: requiredColumn(sql`a.actor_kind`), actions: requiredColumn(sql`a.action`), subjectKinds: requiredColumn(sql`a.subject_kind`) };

/** The columns that conditions are about. */
const COLUMNS = { actor: CHOICES.actorKinds, action: CHOICES.actions, subject: CHOICES.subjectKinds, at: instantColumn(sql`a.at`), name: textColumn(sql`a.actor_name`), reason: textColumn(sql`a.reason`) };

function conditions(workspaceId: string, question: AuditQuestion): RawBuilder<unknown> {
  const all = [sql`a.workspace_id = ${workspaceId}`, ...chosen(CHOICES, question, question.not), ...filterConditions(question.where, COLUMNS)];
  if (question.subjectId) all.push(sql`a.subject_id = ${question.subjectId}`);
  if (question.from) all.push(sql`a.at >= ${question.from}`);
  if (question.before) all.push(sql`a.at < ${question.before}`);
  if (question.search !== '') {
    const pattern = likePattern(question.search);
    const texts = [sql`a.actor_name`, sql`a.action`, sql`a.reason`, sql`a.subject_id`, sql`a.before::text`, sql`a.after::text`];
    all.push(sql`(${sql.join(texts.map((text) => sql`${text} ilike ${pattern}`), sql` or `)})`);
  }
  return sql.join(all, sql` and `);
}

/** Who, what and of what: how many events have each, under the other filters. */
export async function countAuditFacets(db: Db, workspaceId: string, question: AuditQuestion): Promise<FacetCounts<'actor' | 'action' | 'subject'>> {
  const { actorKinds, actions, subjectKinds, not, ...rest } = question;
  return await countFacets(db, {
    base: sql`select a.actor_kind, a.action, a.subject_kind from audit_event a where ${conditions(workspaceId, rest)}`,
    facets: [
      { name: 'actor', value: sql`o.actor_kind`, conditions: among(sql`o.actor_kind`, actorKinds, not?.actorKinds) },
      { name: 'action', value: sql`o.action`, conditions: among(sql`o.action`, actions, not?.actions) },
      { name: 'subject', value: sql`o.subject_kind`, conditions: among(sql`o.subject_kind`, subjectKinds, not?.subjectKinds) },
    ],
  });
}

/** What the audit log says of the instant of a ledger entry: the events of its collaboration, cost or payment that were written with it. */
export async function listEntryEvents(db: Db, workspaceId: string, entry: { readonly at: Date; readonly sourceId: string; readonly collaborationId: string | null }) {
  const subjects = [entry.sourceId, ...(entry.collaborationId === null ? [] : [entry.collaborationId])];
  return await db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name as actorName', 'action', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('subject_id', 'in', subjects)
    .where('at', '=', entry.at)
    .orderBy('id')
    .limit(50)
    .execute();
}
