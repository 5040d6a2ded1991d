import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Seat } from '#app/domain/permission.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Open requests for a sign-off, with the seats that have voted. */
export async function listOpenSignOffs(db: Db, workspaceId: string) {
  return await db
    .selectFrom('sign_off_request as r')
    .select((eb) => [
      'r.id', 'r.kind', 'r.amount_minor as amountMinor', 'r.currency', 'r.requested_at as requestedAt', 'r.requested_by_name as requestedByName', 'r.deadline_at as deadlineAt',
      sql<Seat[]>`coalesce(${eb.selectFrom('sign_off_vote as v').select(sql`array_agg(v.seat)`.as('seats')).whereRef('v.workspace_id', '=', 'r.workspace_id').whereRef('v.request_id', '=', 'r.id')}, '{}')`.as('voted'),
    ])
    .where('r.workspace_id', '=', workspaceId)
    .where('r.status', '=', 'open')
    .orderBy('r.id')
    .execute();
}

/** Payments that somebody asked finance for. */
export async function listRequestedPayments(db: Db, workspaceId: string) {
  return await db
    .selectFrom('payment as p')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.collaboration_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .select([
      'p.id', 'p.stage', 'p.amount_minor as amountMinor', 'p.currency', 'p.requested_at as requestedAt', 'p.requested_by_name as requestedByName', 'k.name as kolName', 'ca.name as campaignName',
    ])
    .where('p.workspace_id', '=', workspaceId)
    .where('p.status', '=', 'requested')
    .orderBy('p.id')
    .execute();
}

/** Imports that could not be read, or were kept out because of bad rows, since an instant, and that nobody has taken further. */
export async function listFailedImports(db: Db, workspaceId: string, since: Date) {
  return await db
    .selectFrom('import_run')
    .select(['id', 'kind', 'file_name as fileName', 'status', 'rejected_count as rejected', 'finished_at as finishedAt'])
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', ['failed', 'refused'])
    .where('finished_at', '>=', since)
    .orderBy('id')
    .limit(200)
    .execute();
}

/** Shops whose deliveries could not be read, of those that came after an id, at least so many each. */
export async function listUnreadableDeliveries(db: Db, workspaceId: string, { afterId, atLeast }: { readonly afterId: string; readonly atLeast: number }) {
  const { rows } = await sql<{ shop: string; deliveries: number; firstAt: Date }>`
    select shop, count(*)::integer as deliveries, min(received_at) as "firstAt" from webhook_delivery
    where workspace_id = ${workspaceId} and id >= ${afterId}::uuid and outcome = 'unreadable' group by shop having count(*) >= ${atLeast} order by shop`.execute(db);
  return rows;
}

/** Channels of the workspace that are paused. */
export async function listPausedChannels(db: Db, workspaceId: string) {
  return await db
    .selectFrom('notice_channel')
    .select(['id', 'name', 'kind', 'paused_at as pausedAt', 'pause_problem as problem'])
    .where('workspace_id', '=', workspaceId)
    .where('user_id', 'is', null)
    .where('is_on', '=', true)
    .where('paused_at', 'is not', null)
    .orderBy('id')
    .execute();
}

/** Assets whose rights end within some days from today, the longest of each deciding; of those that end on one day, the first by title and how many there are. */
export async function listEndingRights(db: Db, workspaceId: string, { today, throughDay }: { readonly today: CalendarDay; readonly throughDay: CalendarDay }) {
  const { rows } = await sql<{ assetId: string; title: string; assets: number; untilDay: CalendarDay }>`
    select (array_agg(asset_id order by title, asset_id))[1] as "assetId", min(title) as title, count(*)::integer as assets, until_day as "untilDay" from (
      select r.asset_id, a.title, max(r.until_day) as until_day
      from asset_right r join asset a on a.workspace_id = r.workspace_id and a.id = r.asset_id
      where r.workspace_id = ${workspaceId} and a.status = 'active' and a.deleted_at is null and r.from_day <= ${today}::date and (r.until_day is null or r.until_day >= ${today}::date)
      group by r.asset_id, a.title having bool_and(r.until_day is not null) and max(r.until_day) <= ${throughDay}::date
    ) as ending group by until_day order by until_day`.execute(db);
  return rows;
}
