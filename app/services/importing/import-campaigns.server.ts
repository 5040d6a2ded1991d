import type { CampaignRecord } from '#db/queries/campaign.server.ts';
import { listCampaignTiers, lockCampaignsBySlug, upsertCampaigns, upsertCampaignTiers } from '#db/queries/campaign.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { MatrixPlan } from '#app/domain/campaign.ts';
import { DEFAULT_MATRIX_PLAN, DEFAULT_RESERVE_BASIS_POINTS } from '#app/domain/campaign.ts';
import { groupBy } from '#app/domain/group.ts';
import type { CampaignRow } from '#app/domain/ingestion/campaigns-row.ts';
import { parseCampaignRow } from '#app/domain/ingestion/campaigns-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { TIERS } from '#app/domain/kol.ts';
import { amountText } from '#app/domain/money.ts';
import { moneyRefusalText, refusePlan } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import { changedFields } from '../changed-fields.ts';
import { landingProblem, landingProblemText } from '../landing-check.ts';
import { matrixPlanOf } from '../matrix-plan-of.ts';
import { plannedMoney, reviseBudget } from '../revise-budget.server.ts';
import { readTierStandings } from '../tier-locks.server.ts';
import { withHostsOf } from './adopt-hosts.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { rejectAt } from './importer.ts';
import { shownCampaign } from './shown-fields.ts';

/** Campaigns by slug, with their matrix plan. */
export function campaignsImporter(): Importer<CampaignRow> {
  return { parse: parseCampaignRow, key: (row) => row.slug, keyField: 'slug', apply: applyCampaigns };
}

interface Changed {
  readonly line: number;
  readonly before: CampaignRecord | undefined;
  readonly after: CampaignRecord;
  readonly planBefore: MatrixPlan | null;
  readonly plan: MatrixPlan;
}

const STORED_SLUG = /^[a-z0-9][a-z0-9-]*$/;

async function applyCampaigns(rows: readonly Lined<CampaignRow>[], given: ImportContext): Promise<Applied> {
  await lockLedger(given.trx, given.books.workspace.id);
  const context = await withHostsOf(rows.map(({ row }) => row.landingUrl), given);
  const { trx, books, columns, doing } = context;
  const workspaceId = books.workspace.id;
  const known = new Map((await lockCampaignsBySlug(trx, workspaceId, rows.map(({ row }) => row.slug))).map((campaign) => [campaign.slug, campaign]));
  const tiers = groupBy(await listCampaignTiers(trx, workspaceId, [...known.values()].map((campaign) => campaign.id)), (tier) => tier.campaign_id);
  const standingOf = await readTierStandings(trx, workspaceId, [...known.values()].map((campaign) => campaign.id));
  const changed: Changed[] = [];
  const plans = new Map<string, MatrixPlan>();
  const rejects: Reject[] = [];
  const total = { created: 0, updated: 0, unchanged: 0 };

  for (const { line, row } of rows) {
    const before = known.get(row.slug);
    const after = mergedCampaign(row, before, workspaceId, doing.now);
    const reject = problemOf(line, row, before, after, context);
    if (reject) {
      rejects.push(reject);
      continue;
    }
    const planBefore = before ? matrixPlanOf(tiers.get(before.id) ?? []) : null;
    const plan = mergedPlan(row, planBefore);
    const revision = before && planBefore ? { before: { campaign: before, plan: planBefore }, after: { campaign: after, plan } } : null;
    const locked = revision && refusePlan(standingOf(after.id), plannedMoney(revision.before), plannedMoney(revision.after));
    if (locked) {
      rejects.push(rejectAt(columns, line, 'budget', amountText(row.budgetMinor, row.currency), 'tier_locked', moneyRefusalText(locked)));
      continue;
    }
    // Asks the database only where a line moves money of a campaign that is under way.
    const needed = revision ? await reviseBudget(trx, books, revision, doing) : null;
    if (needed) {
      const text = `moves ${amountText(needed.amountMinor, needed.currency)} ${needed.currency} after ${amountText(needed.movedMinor, needed.currency)} in this quarter; above ${amountText(needed.capMinor, needed.currency)} three people have to sign it off first`;
      rejects.push(rejectAt(columns, line, 'budget', amountText(row.budgetMinor, row.currency), 'sign_off_needed', text));
      continue;
    }
    const planChanged = JSON.stringify(plan) !== JSON.stringify(planBefore);
    const campaignChanged = changedFields(before, after).count > 0;
    total[!before ? 'created' : planChanged || campaignChanged ? 'updated' : 'unchanged'] += 1;
    if (planChanged) plans.set(after.id, plan);
    if (campaignChanged || planChanged) changed.push({ line, before, after, planBefore, plan });
  }
  noteChanges(changed, context);
  const touched = [
    { table: 'campaign' as const, keys: changed.map(({ after }) => after.id) },
    { table: 'campaign_tier' as const, keys: [...plans.keys()].flatMap((id) => TIERS.map((tier) => `${id} ${tier}`)) },
  ];
  await context.changes.keeping(touched, async () => {
    await upsertCampaigns(trx, changed.map(({ after }) => after));
    await upsertCampaignTiers(trx, workspaceId, plans);
  });
  await insertAuditEntries(trx, workspaceId, changed.map(({ before, after }) => {
    const { previous, next } = changedFields(before, after);
    const plan = plans.get(after.id);
    return {
      id: newId(), at: doing.now, actor: doing.actor, action: before ? 'campaign.change' : 'campaign.create', subjectKind: 'campaign', subjectId: after.id,
      ...(before ? { before: previous } : {}), after: { ...next, ...(plan ? { plan: Object.fromEntries(TIERS.map((tier) => [tier, { ...plan[tier] }])) } : {}) }, reason: `import of ${context.fileName}`,
    };
  }));
  return { ...total, rejects };
}

function noteChanges(changed: readonly Changed[], { changes }: ImportContext): void {
  for (const { line, before, after, planBefore, plan } of changed) {
    const subject = { line, subjectKind: 'campaign' as const, subjectId: after.id, label: after.name, after: shownCampaign(after, plan) };
    if (before) changes.noteUpdated({ ...subject, before: shownCampaign(before, planBefore) });
    else changes.noteCreated(subject);
  }
}

function problemOf(line: number, row: CampaignRow, before: CampaignRecord | undefined, after: CampaignRecord, { books, columns }: ImportContext): Reject | null {
  if (!STORED_SLUG.test(row.slug)) {
    return rejectAt(columns, line, 'slug', row.slug, 'not_a_slug', 'may hold letters a-z, digits and hyphens, such as summer-2026');
  }
  if (after.landing_url === null || after.landing_url === before?.landing_url) return null;
  const problem = landingProblem(after.landing_url, books.workspace.allowedHosts);
  return problem && rejectAt(columns, line, 'landing_url', after.landing_url, problem.status.replaceAll('-', '_'), landingProblemText(problem));
}

function mergedCampaign(row: CampaignRow, before: CampaignRecord | undefined, workspaceId: string, now: Date): CampaignRecord {
  return {
    workspace_id: workspaceId, id: before?.id ?? newId(), slug: row.slug, name: row.name ?? before?.name ?? row.slug,
    // A campaign that comes from a file with its dates is under way or soon will be; drafts are made in the portal.
    status: before?.status ?? 'active', starts_on: row.startsOn, ends_on: row.endsOn, budget_minor: row.budgetMinor, currency: row.currency,
    reserve_basis_points: row.reserveBasisPoints ?? before?.reserve_basis_points ?? DEFAULT_RESERVE_BASIS_POINTS,
    landing_url: row.landingUrl === undefined ? (before?.landing_url ?? null) : row.landingUrl,
    target_search_uplift: before?.target_search_uplift ?? null, target_ugc_items: before?.target_ugc_items ?? null,
    target_interactions: before?.target_interactions ?? null, target_sales_uplift_basis_points: before?.target_sales_uplift_basis_points ?? null,
    created_at: before?.created_at ?? now, updated_at: now, version: (before?.version ?? 0) + 1,
  };
}

function mergedPlan({ tierShares }: CampaignRow, before: MatrixPlan | null): MatrixPlan {
  const base = before ?? DEFAULT_MATRIX_PLAN;
  if (!tierShares) return base;
  return {
    top: { slots: base.top.slots, shareBasisPoints: tierShares.top },
    mid: { slots: base.mid.slots, shareBasisPoints: tierShares.mid },
    emerging: { slots: base.emerging.slots, shareBasisPoints: tierShares.emerging },
  };
}
