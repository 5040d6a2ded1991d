import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { EditSubject } from '#app/domain/edit-run.ts';
import type { RestoreConflict, RestoreConflictCode } from '#app/domain/recycle-bin.ts';
import { ACTIVE_STATUSES } from '#app/domain/collaboration.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

export type FoundConflict = RestoreConflict & { readonly itemId: string };

/** What keeps things in the bin from coming back: a handle, slug, coupon or place that is taken now, or something they belong to that is gone. */
export async function listRestoreConflicts(db: Kysely<Database>, workspaceId: string, kind: EditSubject, itemIds: readonly string[]): Promise<FoundConflict[]> {
  const images = (table: string) => sql`
    (select b.item_id, (jsonb_populate_record(null::${sql.table(table)}, b.image)).* from bin_row b
      where b.workspace_id = ${workspaceId} and b.item_id = any(${[...itemIds]}::uuid[]) and b.table_name = ${table}) as i`;
  const asked = [...QUESTIONS[kind], ...(kind === 'campaign' ? [] : collaborationQuestions(kind))];
  const each = asked.map(({ code, table, value, holder, where }) => sql`
    select i.item_id as "itemId", ${code}::text as code, (${value})::text as value, coalesce((${holder})::text, '') as holder from ${images(table)} ${where}`);
  const { rows } = await sql<FoundConflict>`${sql.join(each, sql` union all `)}`.execute(db);
  return rows;
}

interface Question {
  readonly code: RestoreConflictCode;
  readonly table: string;
  readonly value: RawBuilder<unknown>;
  readonly holder: RawBuilder<unknown>;
  /** Joins and conditions after the images `i` of the table. */
  readonly where: RawBuilder<unknown>;
}

const QUESTIONS: Readonly<Record<EditSubject, readonly Question[]>> = {
  kol: [
    {
      code: 'handle-taken', table: 'kol_account', value: sql`i.platform || ' ' || i.handle`, holder: sql`k.name`,
      where: sql`
        join kol_account a on a.workspace_id = i.workspace_id and a.platform = i.platform and lower(a.handle) = lower(i.handle)
        join kol k on k.workspace_id = a.workspace_id and k.id = a.kol_id`,
    },
  ],
  collaboration: [
    {
      code: 'kol-gone', table: 'collaboration', value: sql`i.tracking_code`, holder: sql`(select b.label from bin_item b where b.workspace_id = i.workspace_id and b.subject_id = i.kol_id)`,
      where: sql`where not exists (select from kol_account a where a.workspace_id = i.workspace_id and a.id = i.account_id and a.kol_id = i.kol_id)`,
    },
  ],
  campaign: [
    {
      code: 'slug-taken', table: 'campaign', value: sql`i.slug`, holder: sql`c.name`,
      where: sql`join campaign c on c.workspace_id = i.workspace_id and c.slug = i.slug`,
    },
  ],
};

/** Of a draft that comes back by itself or with its KOL. */
function collaborationQuestions(kind: 'kol' | 'collaboration'): Question[] {
  const active = sql`${arrayLiteral(ACTIVE_STATUSES)}::text[]`;
  return [
    {
      code: 'campaign-gone', table: 'collaboration', value: sql`i.tracking_code`, holder: sql`(select b.label from bin_item b where b.workspace_id = i.workspace_id and b.subject_id = i.campaign_id)`,
      where: sql`where not exists (select from campaign c where c.workspace_id = i.workspace_id and c.id = i.campaign_id)`,
    },
    {
      code: 'coupon-taken', table: 'collaboration', value: sql`i.coupon`, holder: sql`k.name`,
      where: sql`
        join collaboration c on c.workspace_id = i.workspace_id and c.status = any(${active}) and (c.coupon = i.coupon or c.tracking_code = i.coupon)
        join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id`,
    },
    {
      code: 'replaced-gone', table: 'collaboration', value: sql`i.tracking_code`, holder: sql`''`,
      where: sql`where i.replaces_id is not null and not exists (select from collaboration c where c.workspace_id = i.workspace_id and c.id = i.replaces_id)`,
    },
    // A KOL's accounts come back with it, so nobody else can have their places.
    ...(kind === 'kol' ? [] : [{
      code: 'place-taken' as const, table: 'collaboration', value: sql`p.name`, holder: sql`k.name`,
      where: sql`
        join collaboration c on c.workspace_id = i.workspace_id and c.campaign_id = i.campaign_id and c.account_id = i.account_id and c.status <> 'cancelled'
        join campaign p on p.workspace_id = c.workspace_id and p.id = c.campaign_id join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id`,
    }]),
  ];
}
