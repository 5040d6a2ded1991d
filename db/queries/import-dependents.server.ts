import type { RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { UndoFindings, UndoObstacle } from '#app/domain/ingestion/undo.ts';
import type { Database } from '../schema.ts';
import type { ImageTable } from './import-image.server.ts';
import { hashOf, keyMatches } from './import-image.server.ts';

type Trx = Transaction<Database>;

interface Place {
  readonly workspaceId: string;
  readonly importId: string;
  /** When the import was applied. */
  readonly appliedAt: Date;
  /** The last day of the last closed month; null when none is closed. */
  readonly lockedThrough: string | null;
}

/** Rows that are not as the import left them, or gone; the others are locked until the transaction ends. Orders are held by the workspace's orders lock. */
export async function countChangedRows(trx: Trx, { workspaceId, importId }: Place, table: ImageTable): Promise<number> {
  const images = sql`select k.key, k.left_hash from import_image k where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = ${table}`;
  const { rows } = await sql<{ changed: number }>`
    with held as materialized (
      select split_part(k.left_hash, ':', 1) = ${hashOf(table)} as is_same
      from (${images}) k join ${sql.table(table)} t on t.workspace_id = ${workspaceId} and ${keyMatches(table)}
      ${table === 'shop_order' ? sql`` : sql`order by k.key for update of t`}
    )
    select (select count(*) from (${images}) k) - (select count(*) from held where is_same) as changed`.execute(trx);
  return Number(rows[0]?.changed ?? 0);
}

/** What the import made, by its id. */
function made(table: ImageTable, { workspaceId, importId }: Place): RawBuilder<string> {
  return sql`select k.key::uuid from import_image k where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = ${table} and k.before is null`;
}

/** What the import made or changed, by its id. */
function touched(table: ImageTable, { workspaceId, importId }: Place): RawBuilder<string> {
  return sql`select k.key::uuid from import_image k where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = ${table}`;
}

async function count(trx: Trx, counts: Partial<Record<UndoObstacle, RawBuilder<unknown>>>): Promise<UndoFindings> {
  const columns = Object.entries(counts).map(([name, query]) => sql`(${query})::integer as ${sql.ref(name)}`);
  const { rows } = await sql<UndoFindings>`select ${sql.join(columns)}`.execute(trx);
  return rows[0] ?? {};
}

export async function countDependentsOfKols(trx: Trx, place: Place): Promise<UndoFindings> {
  const kols = made('kol', place);
  const ws = place.workspaceId;
  return await count(trx, {
    'collaborations-of-kols': sql`select count(*) from collaboration where workspace_id = ${ws} and (kol_id in (${kols}) or account_id in (${made('kol_account', place)}))`,
    'accounts-added': sql`select count(*) from kol_account where workspace_id = ${ws} and kol_id in (${kols}) and id not in (${made('kol_account', place)})`,
    'proposals-of-kols': sql`
      select count(distinct p.id) from proposal p join proposal_candidate c on c.workspace_id = p.workspace_id and c.proposal_id = p.id
      where p.workspace_id = ${ws} and p.status = 'open' and (c.kol_id in (${kols}) or c.second_kol_id in (${kols}))`,
  });
}

export async function countDependentsOfCampaigns(trx: Trx, place: Place): Promise<UndoFindings> {
  return await count(trx, {
    'collaborations-of-campaigns': sql`select count(*) from collaboration where workspace_id = ${place.workspaceId} and campaign_id in (${made('campaign', place)})`,
  });
}

export async function countDependentsOfCollaborations(trx: Trx, place: Place): Promise<UndoFindings> {
  const ws = place.workspaceId;
  const ids = made('collaboration', place);
  const own = (table: 'content' | 'cost_item' | 'payment') =>
    sql`select count(*) from ${sql.table(table)} where workspace_id = ${ws} and collaboration_id in (${ids}) and id not in (${made(table, place)})`;
  return await count(trx, {
    clicks: sql`
      select count(*) from (${ids}) m(id) where m.id in (select collaboration_id from click_day where workspace_id = ${ws} and collaboration_id in (${ids}))
        or m.id in (select collaboration_id from click where workspace_id = ${ws} and clicked_at >= ${place.appliedAt} and collaboration_id in (${ids}))`,
    'credited-orders': sql`
      select count(*) from (
        select shop, order_id from order_credit where workspace_id = ${ws} and collaboration_id in (${ids})
        union select shop, order_id from order_claim where workspace_id = ${ws} and collaboration_id in (${ids})
        union select shop, order_id from order_touch where workspace_id = ${ws} and collaboration_id in (${ids})) o`,
    'posts-added': own('content'), 'costs-added': own('cost_item'), 'payments-added': own('payment'),
    'decided-proposals': sql`
      select count(*) from proposal where workspace_id = ${ws} and ((collaboration_id in (${ids}) and status in ('accepted', 'rejected')) or replacement_collaboration_id in (${ids}))`,
    replacements: sql`select count(*) from collaboration where workspace_id = ${ws} and replaces_id in (${ids}) and id not in (${ids})`,
    'coupons-taken': sql`
      select count(*) from import_image k join collaboration c on c.workspace_id = k.workspace_id and c.coupon = k.before ->> 'coupon' and c.status not in ('ended', 'cancelled')
      where k.workspace_id = ${ws} and k.import_id = ${place.importId} and k.table_name = 'collaboration' and k.before ->> 'status' not in ('ended', 'cancelled')
        and c.id not in (${touched('collaboration', place)})`,
    'snapshots-added': snapshotsAdded(place), corrections: corrections(place),
    briefs: sql`select count(*) from script where workspace_id = ${ws} and collaboration_id in (${ids})`,
  });
}

export async function countDependentsOfContent(trx: Trx, place: Place): Promise<UndoFindings> {
  return await count(trx, { 'snapshots-added': snapshotsAdded(place), corrections: corrections(place) });
}

/** Snapshots of posts of the import that did not come with it. */
function snapshotsAdded(place: Place): RawBuilder<unknown> {
  return sql`
    select count(*) from content_metric t where t.workspace_id = ${place.workspaceId} and t.content_id in (${made('content', place)}) and not exists (
      select 1 from import_image k where k.workspace_id = t.workspace_id and k.import_id = ${place.importId} and k.table_name = 'content_metric' and k.before is null
        and ${keyMatches('content_metric')})`;
}

function corrections({ workspaceId, importId }: Place): RawBuilder<unknown> {
  return sql`
    select count(*) from import_image k join content_correction t on t.workspace_id = k.workspace_id and ${keyMatches('content_metric')}
    where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.table_name = 'content_metric'`;
}

/** What was decided about the money of collaborations after their costs came in. */
export async function countDependentsOfCosts(trx: Trx, place: Place): Promise<UndoFindings> {
  const ws = place.workspaceId;
  const collaborations = sql`select i.collaboration_id from cost_item i where i.workspace_id = ${ws} and i.id in (${touched('cost_item', place)})`;
  return await count(trx, {
    'payments-since': sql`
      select count(*) from payment where workspace_id = ${ws} and collaboration_id in (${collaborations}) and status in ('requested', 'approved', 'paid') and updated_at > ${place.appliedAt}`,
    'decisions-since': decisionsSince(place, collaborations),
    'periods-closed': sql`select count(*) from cost_item where workspace_id = ${ws} and id in (${touched('cost_item', place)}) and incurred_on <= ${place.lockedThrough}::date`,
  });
}

export async function countDependentsOfPayments(trx: Trx, place: Place): Promise<UndoFindings> {
  const collaborations = sql`select p.collaboration_id from payment p where p.workspace_id = ${place.workspaceId} and p.id in (${touched('payment', place)})`;
  return await count(trx, {
    'decisions-since': decisionsSince(place, collaborations),
    'periods-closed': sql`select count(*) from payment where workspace_id = ${place.workspaceId} and id in (${touched('payment', place)}) and paid_on <= ${place.lockedThrough}::date`,
  });
}

function decisionsSince({ workspaceId, appliedAt }: Place, collaborations: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select count(*) from proposal where workspace_id = ${workspaceId} and collaboration_id in (${collaborations}) and status = 'accepted' and decided_at > ${appliedAt}`;
}

/** Orders that the import made and that something arrived about since; those that it changed are looked at by their images. */
export async function countDependentsOfOrders(trx: Trx, { workspaceId, importId, appliedAt }: Place): Promise<UndoFindings> {
  return await count(trx, {
    'orders-changed': sql`select count(*) from shop_order where workspace_id = ${workspaceId} and import_id = ${importId} and changed_at is not null`,
    'refunds-since': sql`
      select count(*) from order_refund r join shop_order o on o.workspace_id = r.workspace_id and o.shop = r.shop and o.order_id = r.order_id
      where r.workspace_id = ${workspaceId} and r.received_at > ${appliedAt} and o.import_id = ${importId} and o.changed_at is null`,
  });
}
