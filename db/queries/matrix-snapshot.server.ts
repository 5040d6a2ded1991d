import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CampaignTarget, StatedActual } from '#app/domain/campaign-targets.ts';
import type { MatrixSnapshot } from '#app/domain/matrix-snapshot.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export interface NewSnapshot {
  readonly id: string;
  readonly campaignId: string;
  readonly week: CalendarDay | null;
  readonly takenAt: Date;
  readonly takenBy: string;
  readonly note: string;
  readonly body: MatrixSnapshot;
}

/** Keeps a snapshot; false where the week has one already. */
export async function insertMatrixSnapshot(trx: Trx, workspaceId: string, snapshot: NewSnapshot): Promise<boolean> {
  const inserted = await trx
    .insertInto('matrix_snapshot')
    .values({
      workspace_id: workspaceId, id: snapshot.id, campaign_id: snapshot.campaignId, week: snapshot.week, taken_at: snapshot.takenAt, taken_by_name: snapshot.takenBy,
      note: snapshot.note, body: JSON.stringify(snapshot.body),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'campaign_id', 'week']).where('week', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The snapshots of a campaign, latest first, without what they hold. */
export async function listMatrixSnapshots(db: Db, workspaceId: string, campaignId: string) {
  return await db
    .selectFrom('matrix_snapshot')
    .select(['id', 'week', 'taken_at as takenAt', 'taken_by_name as takenBy', 'note'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

export async function findMatrixSnapshot(db: Db, workspaceId: string, campaignId: string, snapshotId: string) {
  const row = await db
    .selectFrom('matrix_snapshot')
    .select(['id', 'week', 'taken_at as takenAt', 'taken_by_name as takenBy', 'note', 'body'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .where('id', '=', snapshotId)
    .executeTakeFirst();
  return row ?? null;
}

/** Running campaigns, in every workspace, whose week has no snapshot yet; the week begins on a Monday in the workspace's zone. */
export async function listCampaignsToSnapshot(db: Db, now: Date) {
  const { rows } = await sql<{ workspaceId: string; slug: string }>`
    select c.workspace_id as "workspaceId", c.slug
    from campaign c
    join workspace w on w.id = c.workspace_id
    cross join lateral (select (${now}::timestamptz at time zone w.time_zone)::date as today) d
    where c.status = 'active' and c.starts_on <= d.today and c.ends_on >= d.today
      and not exists (
        select from matrix_snapshot s where s.workspace_id = c.workspace_id and s.campaign_id = c.id and s.week = date_trunc('week', d.today)::date
      )
    order by c.workspace_id, c.slug limit 1000`.execute(db);
  return rows;
}

export type TargetActualRow = Awaited<ReturnType<typeof listTargetActuals>>[number];

/** What was typed in as actuals of a campaign, latest first. */
export async function listTargetActuals(db: Db, workspaceId: string, campaignId: string) {
  return await db
    .selectFrom('target_actual')
    .select(['id', 'target', 'value', 'measured_on as measuredOn', 'source', 'reason', 'stated_at as statedAt', 'stated_by_name as by'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .orderBy('stated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

/** The latest that was typed in for each target. */
export async function listStatedActuals(db: Db, workspaceId: string, campaignId: string): Promise<Partial<Record<CampaignTarget, StatedActual>>> {
  const rows = await db
    .selectFrom('target_actual')
    .distinctOn('target')
    .select(['target', 'value', 'measured_on as measuredOn', 'source', 'stated_by_name as by'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .orderBy('target')
    .orderBy('stated_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return Object.fromEntries(rows.map(({ target, ...actual }) => [target, actual]));
}

export interface NewActual {
  readonly id: string;
  readonly campaignId: string;
  readonly target: CampaignTarget;
  readonly value: number;
  readonly measuredOn: CalendarDay;
  readonly source: string;
  readonly reason: string;
  readonly at: Date;
  readonly by: { readonly id: string | null; readonly name: string };
}

export async function insertTargetActual(trx: Trx, workspaceId: string, actual: NewActual): Promise<void> {
  await trx
    .insertInto('target_actual')
    .values({
      workspace_id: workspaceId, id: actual.id, campaign_id: actual.campaignId, target: actual.target, value: actual.value, measured_on: actual.measuredOn, source: actual.source,
      reason: actual.reason, stated_at: actual.at, stated_by: actual.by.id, stated_by_name: actual.by.name,
    })
    .execute();
}
