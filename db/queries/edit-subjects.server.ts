import type { RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { EditSubject } from '#app/domain/edit-run.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

export interface EditSubjectRow {
  readonly id: string;
  readonly version: number;
  /** How people name it, and what else tells it apart. */
  readonly label: string;
  readonly detail: string;
}

/** Things that are about to be deleted or given back, locked until the transaction ends, in the order of their ids. */
export async function lockEditSubjects(trx: Transaction<Database>, workspaceId: string, kind: EditSubject, ids: readonly string[]): Promise<EditSubjectRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<EditSubjectRow>`
    select t.id, t.version, ${NAMES[kind].label} as label, ${NAMES[kind].detail} as detail
    from ${sql.table(kind)} t where t.workspace_id = ${workspaceId} and t.id = any(${arrayLiteral(ids)}::uuid[]) order by t.id for update of t`.execute(trx);
  return rows;
}

const NAMES: Readonly<Record<EditSubject, { readonly label: RawBuilder<string>; readonly detail: RawBuilder<string> }>> = {
  kol: {
    label: sql`t.name`,
    detail: sql`coalesce((select a.platform || ' @' || a.handle from kol_account a where a.workspace_id = t.workspace_id and a.kol_id = t.id order by a.followers desc nulls last, a.id limit 1), '')`,
  },
  collaboration: {
    label: sql`(select k.name from kol k where k.workspace_id = t.workspace_id and k.id = t.kol_id) || ' · ' || (select p.name from campaign p where p.workspace_id = t.workspace_id and p.id = t.campaign_id)`,
    detail: sql`t.tracking_code`,
  },
  campaign: { label: sql`t.name`, detail: sql`t.slug` },
};
