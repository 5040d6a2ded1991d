import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

type Trx = Transaction<Database>;

export type ReviewInsert = Insertable<Database['collaboration_review']>;
export type ScorecardInsert = Insertable<Database['scorecard']>;
export type FuseStepInsert = Insertable<Database['fuse_step']>;
export type StandingInsert = Insertable<Database['kol_standing']>;

/** PostgreSQL takes at most 65,535 parameters a statement; rows go in slices well below that. */
const SLICE_ROWS = 1000;

async function inSlices<Row>(rows: readonly Row[], write: (slice: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += SLICE_ROWS) await write(rows.slice(start, start + SLICE_ROWS));
}

/** Serialises reviews of a workspace; a second one waits for the first. */
export async function lockReviews(trx: Trx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`review ${workspaceId}`}, 0))`.execute(trx);
}

/** Replaces what a review of the same day found: reviewing a day twice leaves the same rows. */
export async function replaceReviews(trx: Trx, workspaceId: string, asOf: string, rows: readonly ReviewInsert[]): Promise<void> {
  await trx
    .deleteFrom('collaboration_review')
    .where('workspace_id', '=', workspaceId)
    .where('as_of', '=', asOf)
    .where('collaboration_id', 'in', sql<string>`(select unnest(${rows.map((row) => row.collaboration_id)}::uuid[]))`)
    .execute();
  await inSlices(rows, (slice) => trx.insertInto('collaboration_review').values(slice).execute());
}

export async function replaceScorecards(trx: Trx, workspaceId: string, asOf: string, rows: readonly ScorecardInsert[]): Promise<void> {
  await trx
    .deleteFrom('scorecard')
    .where('workspace_id', '=', workspaceId)
    .where('as_of', '=', asOf)
    .where('collaboration_id', 'in', sql<string>`(select unnest(${rows.map((row) => row.collaboration_id)}::uuid[]))`)
    .execute();
  await inSlices(rows, (slice) => trx.insertInto('scorecard').values(slice).execute());
}

/** Replaces the fuse's evidence of the given collaborations. */
export async function replaceFuseSteps(trx: Trx, workspaceId: string, collaborationIds: readonly string[], rows: readonly FuseStepInsert[]): Promise<void> {
  await trx
    .deleteFrom('fuse_step')
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', 'in', sql<string>`(select unnest(${[...collaborationIds]}::uuid[]))`)
    .execute();
  await inSlices(rows, (slice) => trx.insertInto('fuse_step').values(slice).execute());
}

/** Replaces the standings of the workspace's KOLs, unless they come from a later day. */
export async function replaceStandings(trx: Trx, workspaceId: string, asOf: string, rows: readonly StandingInsert[]): Promise<void> {
  const later = await trx
    .selectFrom('kol_standing')
    .select('as_of')
    .where('workspace_id', '=', workspaceId)
    .where('as_of', '>', asOf)
    .executeTakeFirst();
  if (later) return;
  await trx.deleteFrom('kol_standing').where('workspace_id', '=', workspaceId).execute();
  await inSlices(rows, (slice) => trx.insertInto('kol_standing').values(slice).execute());
}

/** Whether any of the collaborations was reviewed as of a later day. */
export async function hasLaterReview(trx: Trx, workspaceId: string, asOf: string, collaborationIds: readonly string[]): Promise<boolean> {
  const later = await trx
    .selectFrom('collaboration_review')
    .select('as_of')
    .where('workspace_id', '=', workspaceId)
    .where('as_of', '>', asOf)
    .where('collaboration_id', 'in', sql<string>`(select unnest(${[...collaborationIds]}::uuid[]))`)
    .executeTakeFirst();
  return later !== undefined;
}

/** The day of the latest review; null before the first. */
export async function findLatestReviewDay(db: Kysely<Database>, workspaceId: string): Promise<string | null> {
  const row = await db
    .selectFrom('collaboration_review')
    .select('as_of')
    .where('workspace_id', '=', workspaceId)
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.as_of ?? null;
}

/** The instant of the latest audited change of a workspace; null before any. */
export async function findLatestChange(db: Kysely<Database>, workspaceId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('audit_event')
    .select('at')
    .where('workspace_id', '=', workspaceId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}
