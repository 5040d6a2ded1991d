import type { Transaction } from 'kysely';
import type { CampaignRecord } from '#db/queries/campaign.server.ts';
import { hasPromisedMoney, insertBudgetRevision } from '#db/queries/budget-revision.server.ts';
import type { Database } from '#db/schema.ts';
import type { MatrixPlan } from '#app/domain/campaign.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { BudgetParts } from '#app/domain/finance/budget-revision.ts';
import { budgetParts, movedByRevision } from '#app/domain/finance/budget-revision.ts';
import type { PlannedMoney } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { frozenRate } from './books.server.ts';
import type { Doing } from './doing.ts';
import type { BudgetMoveNeeded } from './require-sign-off.server.ts';
import { requireBudgetMove } from './require-sign-off.server.ts';

export interface BudgetOf {
  readonly campaign: CampaignRecord;
  readonly plan: MatrixPlan;
}

/**
 * A revision of a campaign's budget, reserve or tier shares (product.md section 9): refused once more is moved within the quarter than may be without three people,
 * else kept with what it moved. Called before the new plan is stored, under the ledger's turn. Planning a draft in which nothing is promised, and giving a campaign its
 * first budget, moves nothing. Without a rate to the reporting currency a revision is kept and holds nobody up.
 */
export async function reviseBudget(trx: Transaction<Database>, books: Books, { before, after }: { readonly before: BudgetOf; readonly after: BudgetOf }, { now, actor }: Doing): Promise<BudgetMoveNeeded | null> {
  const { id: workspaceId } = books.workspace;
  const [was, is] = [ownParts(before), ownParts(after)];
  if (was === null || is === null || before.campaign.budget_minor === 0) return null;
  if (before.campaign.currency === after.campaign.currency && movedByRevision(was, is) === 0) return null;
  if (before.campaign.status === 'draft' && !(await hasPromisedMoney(trx, workspaceId, before.campaign.id))) return null;
  const [wasReporting, isReporting] = [reportingParts(before, books), reportingParts(after, books)];
  const movedMinor = wasReporting === null || isReporting === null ? null : movedByRevision(wasReporting, isReporting);
  const checked = movedMinor === null ? null : await requireBudgetMove(trx, books, before.campaign.id, movedMinor, now);
  if (checked && 'status' in checked) return checked;
  await insertBudgetRevision(trx, {
    workspace_id: workspaceId, id: newId(), campaign_id: before.campaign.id, before: JSON.stringify(was), after: JSON.stringify(is), moved_minor: movedMinor,
    request_id: checked?.usedId ?? null, revised_at: now, revised_by: actor.kind === 'user' ? actor.id : null, revised_by_name: actor.name,
  });
  return null;
}

/** What is planned, in the campaign's own currency. */
export function plannedMoney({ campaign, plan }: BudgetOf): PlannedMoney {
  return { budgetMinor: campaign.budget_minor, currency: campaign.currency, reserveBasisPoints: campaign.reserve_basis_points, plan };
}

function ownParts(of: BudgetOf): BudgetParts | null {
  return budgetParts(plannedMoney(of));
}

function reportingParts({ campaign, plan }: BudgetOf, books: Books): BudgetParts | null {
  const budgetMinor = toReportingMinor(campaign.budget_minor, campaign.currency, books.workspace.currency, frozenRate(books, campaign.currency, campaign.starts_on));
  return budgetMinor === null ? null : budgetParts({ budgetMinor, reserveBasisPoints: campaign.reserve_basis_points, plan });
}
