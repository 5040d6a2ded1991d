import type { Kysely } from 'kysely';
import type { PlannedCampaign, VarianceNoteRow } from '#db/queries/variance.server.ts';
import { listKolPromises, listPlannedCampaigns, listStandingNotes } from '#db/queries/variance.server.ts';
import type { Database } from '#db/schema.ts';
import type { MatrixPlan } from '#app/domain/campaign.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import { budgetParts } from '#app/domain/finance/budget-revision.ts';
import type { Month } from '#app/domain/finance/period-lock.ts';
import { monthPeriod } from '#app/domain/finance/period-lock.ts';
import type { ReasonState, Variance, VarianceSubject } from '#app/domain/finance/variance.ts';
import { isUnexplained, reasonState, varianceOf } from '#app/domain/finance/variance.ts';
import { groupBy } from '#app/domain/group.ts';
import type { Tier } from '#app/domain/kol.ts';
import { TIERS } from '#app/domain/kol.ts';
import { addDays } from '#app/domain/period.ts';
import type { Books } from './books.server.ts';
import { frozenRate, openBooks } from './books.server.ts';
import type { CollaborationSpend } from './report-kol-spend.server.ts';
import { reportCollaborationSpend } from './report-kol-spend.server.ts';

export interface VarianceRow extends Variance {
  readonly kind: VarianceSubject;
  /** A campaign or a KOL; of a tier its campaign. */
  readonly id: string;
  readonly tier: Tier | null;
  /** The campaign's or the KOL's. */
  readonly name: string;
  /** Of the campaign; null for a KOL. */
  readonly slug: string | null;
  readonly state: ReasonState;
  /** The note that stands, whether or not the variance has moved since. */
  readonly note: VarianceNoteRow | null;
}

export interface VarianceInput {
  readonly workspaceId: string;
  /** Only what ran in that month, and as it is over with its last day; null for everything, as of today. */
  readonly month: Month | null;
  /** What the statement of everything says, where that has been read already. */
  readonly collaborations?: readonly CollaborationSpend[];
}

/**
 * Every campaign against its budget, every tier against its share of one, and every KOL against what was first promised, each with the reason that was given and
 * whether one is still wanted (ux.md section 3.10). Of campaigns and tiers the committed money of the statement counts, of KOLs that of the ledger without commission.
 */
export async function reportVariance(db: Kysely<Database>, { workspaceId, month, ...known }: VarianceInput, { now }: { readonly now: Date }): Promise<VarianceRow[]> {
  const books = await openBooks(db, workspaceId, now);
  const { currency, timeZone } = books.workspace;
  const [campaigns, promises, notes, collaborations] = await Promise.all([
    listPlannedCampaigns(db, workspaceId), listKolPromises(db, workspaceId, timeZone), listStandingNotes(db, workspaceId),
    known.collaborations ?? reportCollaborationSpend(db, { workspaceId, currency, timeZone, filter: {}, period: null }, { now }),
  ]);
  const period = month === null ? { startDay: '0001-01-01', endDay: '9999-12-31' } : monthPeriod(month);
  const throughDay = month === null ? books.today : addDays(period.endDay, -1);
  const ran = (one: { readonly startsOn: string; readonly endsOn: string }) => one.startsOn < period.endDay && one.endsOn >= period.startDay;
  const noteOf = new Map(notes.map((note) => [keyOf({ kind: note.subjectKind, id: note.subjectId, tier: note.tier }), note]));
  const rowOf = (subject: Pick<VarianceRow, 'kind' | 'id' | 'tier' | 'name' | 'slug'>, variance: Variance, isOver: boolean): VarianceRow => {
    const note = noteOf.get(keyOf(subject)) ?? null;
    return { ...subject, ...variance, note, state: reasonState(variance, isOver, note, books.policy.money) };
  };
  const ofCampaign = groupBy(collaborations, (one) => one.campaignSlug);
  return [
    ...campaigns.filter(ran).flatMap((campaign) => campaignVariances(campaign, ofCampaign.get(campaign.slug) ?? [], books).map(({ tier, variance }) => {
      const subject = { kind: tier === null ? ('campaign' as const) : ('tier' as const), id: campaign.id, tier, name: campaign.name, slug: campaign.slug };
      return rowOf(subject, variance, campaign.endsOn <= throughDay && campaign.endsOn < books.today);
    })),
    ...promises.filter(ran).map(({ kolId, kolName, plannedMinor, actualMinor }) => rowOf({ kind: 'kol', id: kolId, tier: null, name: kolName, slug: null }, varianceOf(plannedMinor, actualMinor), true)),
  ];
}

/** Those that somebody still has to explain. */
export function unexplained(rows: readonly VarianceRow[]): VarianceRow[] {
  return rows.filter((row) => isUnexplained(row.state));
}

export function keyOf({ kind, id, tier }: { readonly kind: VarianceSubject; readonly id: string; readonly tier: Tier | null }): string {
  return [kind, id, ...(tier === null ? [] : [tier])].join(':');
}

/** A campaign and its tiers; nothing where the budget has no rate to the reporting currency, only the whole where its shares are not. */
function campaignVariances(campaign: PlannedCampaign, own: readonly CollaborationSpend[], books: Books): { readonly tier: Tier | null; readonly variance: Variance }[] {
  const budgetMinor = toReportingMinor(campaign.budgetMinor, campaign.currency, books.workspace.currency, frozenRate(books, campaign.currency, campaign.startsOn));
  if (budgetMinor === null) return [];
  const committed = (tier: Tier | null) => own.reduce((sum, one) => (tier === null || one.tier === tier ? sum + one.spend.committedMinor : sum), 0);
  const parts = budgetParts({ budgetMinor, reserveBasisPoints: campaign.reserveBasisPoints, plan: planOf(campaign) });
  return [
    { tier: null, variance: varianceOf(budgetMinor, committed(null)) },
    ...(parts === null ? [] : TIERS.map((tier) => ({ tier, variance: varianceOf(parts[tier], committed(tier)) }))),
  ];
}

function planOf({ tiers }: PlannedCampaign): MatrixPlan {
  const of = (tier: Tier) => tiers.find((one) => one.tier === tier) ?? { slots: 0, shareBasisPoints: 0 };
  return { top: of('top'), mid: of('mid'), emerging: of('emerging') };
}
