import * as z from 'zod';
import { parseAmountMinor } from '#app/domain/money.ts';
import { parseBasisPoints } from '#app/domain/ratio.ts';
import type { CampaignProblem, CampaignProblems } from '#app/components/campaign-form.tsx';
import { readForm } from './form.server.ts';
import type { FormValues } from './form.server.ts';

const text = z.string().trim().max(2000).default('');
const formSchema = z.strictObject({
  version: text, name: text, slug: text, status: text, startsOn: text, endsOn: text, budget: text, currency: text, reserve: text, landingUrl: text,
  topSlots: text, midSlots: text, emergingSlots: text, topShare: text, midShare: text, emergingShare: text,
  targetSearchUplift: text, targetUgcItems: text, targetInteractions: text, targetSalesUplift: text,
});
type Field = keyof z.infer<typeof formSchema>;

export type CampaignReading<Input> =
  | { readonly ok: true; readonly input: Input; readonly values: FormValues }
  | { readonly ok: false; readonly problems: CampaignProblems; readonly values: FormValues };

/** What a person typed as a campaign, in the form of the use case's schema, or what is wrong with it, field by field. */
export async function readCampaign<Input>(request: Request, campaignId: string | null, schema: z.ZodType<Input>): Promise<CampaignReading<Input>> {
  const form = await readForm(request, formSchema);
  if (!form.ok) return { ok: false, problems: { form: { code: 'invalid' } }, values: form.values };
  const { value, values } = form;
  const problems: Record<string, CampaignProblem> = {};
  const read = <T>(field: Field, parse: (typed: string) => T | null, code: CampaignProblem['code']): T | null => {
    const parsed = parse(value[field]);
    if (parsed === null) problems[field] = { code: value[field] === '' ? 'required' : code };
    return parsed;
  };
  const target = (field: Field, parse: (typed: string) => number | null, code: CampaignProblem['code']) => (value[field] === '' ? null : read(field, parse, code));
  const candidate = {
    campaignId, version: campaignId === null ? null : count(value.version), name: value.name, slug: value.slug, status: value.status, startsOn: value.startsOn, endsOn: value.endsOn,
    budgetMinor: read('budget', (typed) => parseAmountMinor(typed.replace(/[,，\s]/g, ''), value.currency), 'amount'), currency: value.currency.toUpperCase(),
    reserveBasisPoints: read('reserve', parseBasisPoints, 'percent'),
    plan: {
      top: { slots: read('topSlots', count, 'count'), shareBasisPoints: read('topShare', parseBasisPoints, 'percent') },
      mid: { slots: read('midSlots', count, 'count'), shareBasisPoints: read('midShare', parseBasisPoints, 'percent') },
      emerging: { slots: read('emergingSlots', count, 'count'), shareBasisPoints: read('emergingShare', parseBasisPoints, 'percent') },
    },
    landingUrl: value.landingUrl === '' ? null : value.landingUrl,
    targetSearchUplift: target('targetSearchUplift', count, 'count'), targetUgcItems: target('targetUgcItems', count, 'count'),
    targetInteractions: target('targetInteractions', count, 'count'), targetSalesUpliftBasisPoints: target('targetSalesUplift', parseBasisPoints, 'percent'),
  };
  const parsed = schema.safeParse(candidate);
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, input: parsed.data, values };
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0] ?? 'form');
    const code = CODES[field];
    if (code) problems[field] ??= { code: field in value && value[field as Field] === '' ? 'required' : code }; // `field in value` is what makes it one.
  }
  return { ok: false, problems: Object.keys(problems).length > 0 ? problems : { form: { code: 'invalid' } }, values };
}

const CODES: Readonly<Record<string, CampaignProblem['code']>> = {
  name: 'required', slug: 'slug', status: 'invalid', startsOn: 'day', endsOn: 'day', currency: 'currency', landingUrl: 'landing',
};

/** Why the use case refuses a campaign. */
export type CampaignRefusal =
  | { readonly status: 'ends-before-start' | 'not-found' | 'stale' | 'slug-taken' | 'landing-missing' | 'landing-not-a-page' }
  | { readonly status: 'shares-not-whole'; readonly totalBasisPoints: number }
  | { readonly status: 'tier-locked'; readonly by: string; readonly reason: string }
  | { readonly status: 'host-not-allowed'; readonly host: string }
  | { readonly status: 'sign-off-needed'; readonly subjectId: string; readonly amountMinor: number; readonly currency: string; readonly movedMinor: number; readonly capMinor: number };

/** Why a campaign was not saved, at the field that has to change. */
export function campaignProblems(outcome: CampaignRefusal): CampaignProblems {
  switch (outcome.status) {
    case 'ends-before-start':
      return { endsOn: { code: 'endsBeforeStart' } };
    case 'stale':
      return { form: { code: 'stale' } };
    case 'slug-taken':
      return { slug: { code: 'slugTaken' } };
    case 'shares-not-whole':
      return { shares: { code: 'sharesNotWhole', detail: `${outcome.totalBasisPoints / 100}%` } };
    case 'tier-locked':
      return { shares: { code: 'tierLocked', detail: `${outcome.by}: ${outcome.reason}` } };
    case 'landing-missing':
      return { landingUrl: { code: 'required' } };
    case 'landing-not-a-page':
      return { landingUrl: { code: 'landing' } };
    case 'host-not-allowed':
      return { landingUrl: { code: 'hostNotAllowed', detail: outcome.host } };
    case 'sign-off-needed':
      return { form: { code: 'signOffNeeded', move: outcome } };
    case 'not-found':
      throw new Response('No such campaign.', { status: 404 });
  }
}

function count(typed: string): number | null {
  const plain = typed.replace(/[,，\s]/g, '');
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
}
