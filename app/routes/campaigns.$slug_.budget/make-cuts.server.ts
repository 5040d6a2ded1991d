import { data } from '@remix-run/node';
import * as z from 'zod';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { cutSpending, cutSpendingSchema } from '#app/services/cut-spending.server.ts';
import type { BudgetMoveNeeded } from '#app/services/require-sign-off.server.ts';

/** Why cuts were not made, with what was ticked and typed. */
export interface CutRefusal {
  readonly problem: 'reason' | 'nothing' | 'changed' | 'not-due' | 'signOff';
  readonly cuts: readonly string[];
  readonly reason: string;
  /** With `signOff`. */
  readonly move: BudgetMoveNeeded | null;
}

/** One ticked box is a text, several are a list. */
const ticked = z.union([cutSpendingSchema.shape.cuts, cutSpendingSchema.shape.cuts.element.transform((one) => [one])]);
const formSchema = z.strictObject({ cuts: ticked, reason: cutSpendingSchema.shape.reason });

/** Makes the cuts that were ticked; back to the page, which shows them, or to the form with why not. */
export async function makeCuts({ db, workspaceId, actor, params, request, now }: RequestContext) {
  const campaign = await findCampaignDetail(db, workspaceId, params['slug'] ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const form = await readForm(request, formSchema);
  const cuts = (form.values['cuts'] ?? '').split(',').filter((one) => one !== '');
  const refuse = (problem: CutRefusal['problem'], status: 409 | 422, move: BudgetMoveNeeded | null = null) => (
    data<CutRefusal>({ problem, cuts, reason: form.values['reason'] ?? '', move }, { status }));
  if (!form.ok) return refuse(form.errors['reason'] && cuts.length > 0 ? 'reason' : 'nothing', 422);
  const outcome = await cutSpending(db, { ...form.value, workspaceId, campaignId: campaign.id }, { now, actor });
  switch (outcome.status) {
    case 'cut':
      return seeOther(paths.campaignBudget({ slug: campaign.slug }));
    case 'unknown-campaign':
      throw new Response('No such campaign.', { status: 404 });
    case 'changed':
    case 'not-due':
      return refuse(outcome.status, 409);
    case 'sign-off-needed':
      return refuse('signOff', 409, outcome);
  }
}
