import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CampaignStatus } from '#app/domain/campaign.ts';
import type { VarianceSubject } from '#app/domain/finance/variance.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database, VarianceNoteTable } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export interface PromisedKol {
  readonly kolId: string;
  readonly kolName: string;
  /** Reporting currency, without commission, which is owed by what is sold and not by plan. */
  readonly plannedMinor: number;
  readonly actualMinor: number;
  /** Of the flights of all collaborations that have money on the ledger. */
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
}

/**
 * What the ledger says was first promised to each KOL, and what stands now. First promised is what stood at the end of the day on which a flight began, or on which
 * the first of it was recorded where that is later: a collaboration that was taken in afterwards has its plan from that day.
 */
export async function listKolPromises(db: Db, workspaceId: string, timeZone: string): Promise<PromisedKol[]> {
  // Step by step: a planner that knows nothing of the tables yet would begin with the KOLs and read the ledger once for each.
  const { rows } = await sql<PromisedKol>`
    with own as materialized (
      select collaboration_id, sequence, sum(reporting_minor) as minor from ledger_posting
      where workspace_id = ${workspaceId} and account like 'expense\\_%' and account <> 'expense_commission' group by 1, 2
    ), dated as materialized (
      select o.collaboration_id, o.minor, (e.at at time zone ${timeZone})::date as day from own o join ledger_entry e on e.workspace_id = ${workspaceId} and e.sequence = o.sequence
    ), promised as materialized (
      select collaboration_id, minor, day, min(day) over (partition by collaboration_id) as first_day from dated
    ), by_collaboration as materialized (
      select c.kol_id, c.starts_on, c.ends_on, sum(p.minor) filter (where p.day <= greatest(c.starts_on, p.first_day)) as planned, sum(p.minor) as actual
      from promised p join collaboration c on c.workspace_id = ${workspaceId} and c.id = p.collaboration_id group by c.id, c.kol_id, c.starts_on, c.ends_on
    )
    select k.id as "kolId", k.name as "kolName", coalesce(sum(b.planned), 0)::bigint as "plannedMinor", coalesce(sum(b.actual), 0)::bigint as "actualMinor",
      min(b.starts_on) as "startsOn", max(b.ends_on) as "endsOn"
    from by_collaboration b join kol k on k.workspace_id = ${workspaceId} and k.id = b.kol_id
    group by k.id, k.name order by k.name ${inPinyinOrder}, k.id`.execute(db);
  return rows;
}

export interface PlannedCampaign {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
  readonly budgetMinor: number;
  readonly currency: string;
  readonly reserveBasisPoints: number;
  readonly tiers: readonly { readonly tier: Tier; readonly slots: number; readonly shareBasisPoints: number }[];
}

/** Campaigns that are no drafts any more, with their plans, latest first. */
export async function listPlannedCampaigns(db: Db, workspaceId: string): Promise<PlannedCampaign[]> {
  const { rows } = await sql<PlannedCampaign>`
    select ca.id, ca.slug, ca.name, ca.status, ca.starts_on as "startsOn", ca.ends_on as "endsOn", ca.budget_minor as "budgetMinor", ca.currency, ca.reserve_basis_points as "reserveBasisPoints",
      coalesce((select jsonb_agg(jsonb_build_object('tier', t.tier, 'slots', t.slots, 'shareBasisPoints', t.share_basis_points)) from campaign_tier t
        where t.workspace_id = ca.workspace_id and t.campaign_id = ca.id), '[]') as tiers
    from campaign ca where ca.workspace_id = ${workspaceId} and ca.status <> 'draft'
    order by ca.starts_on desc, ca.slug limit 500`.execute(db);
  return rows;
}

export interface VarianceNoteRow {
  readonly subjectKind: VarianceSubject;
  readonly subjectId: string;
  readonly tier: Tier | null;
  readonly month: string;
  readonly minor: number;
  readonly basisPoints: number | null;
  readonly reason: string;
  readonly writtenAt: Date;
  readonly writtenByName: string;
}

const NOTE = sql`subject_kind as "subjectKind", subject_id as "subjectId", tier, month, actual_minor - planned_minor as minor, basis_points as "basisPoints", reason, written_at as "writtenAt", written_by_name as "writtenByName"`;

/** The note that stands about each thing: its latest. */
export async function listStandingNotes(db: Db, workspaceId: string): Promise<VarianceNoteRow[]> {
  const { rows } = await sql<VarianceNoteRow>`
    select distinct on (subject_kind, subject_id, tier) ${NOTE} from variance_note where workspace_id = ${workspaceId}
    order by subject_kind, subject_id, tier, written_at desc, id desc`.execute(db);
  return rows;
}

/** Every note about one thing, the latest first. */
export async function listNotesOf(db: Db, workspaceId: string, subject: { readonly kind: VarianceSubject; readonly id: string; readonly tier: Tier | null }): Promise<VarianceNoteRow[]> {
  const { rows } = await sql<VarianceNoteRow>`
    select ${NOTE} from variance_note
    where workspace_id = ${workspaceId} and subject_kind = ${subject.kind} and subject_id = ${subject.id} and tier is not distinct from ${subject.tier}
    order by written_at desc, id desc limit 100`.execute(db);
  return rows;
}

export async function insertVarianceNote(trx: Transaction<Database>, row: Insertable<VarianceNoteTable>): Promise<void> {
  await trx.insertInto('variance_note').values(row).execute();
}
