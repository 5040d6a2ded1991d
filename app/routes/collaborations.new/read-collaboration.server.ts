import * as z from 'zod';
import type { CollaborationProblem, CollaborationProblems } from '#app/components/collaboration-form.tsx';
import { parseAmountMinor } from '#app/domain/money.ts';
import { tierSchema } from '#app/domain/kol.ts';
import { endOfLink } from '#app/domain/link-end.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { CreateCollaborationOutcome, NewCollaboration } from '#app/services/create-collaboration.server.ts';
import { termsProblems } from './terms-problems.server.ts';

const text = z.string().trim().max(2000).default('');
const formSchema = z.strictObject({ campaignId: text, accountId: text, tier: text, fee: text, startsOn: text, endsOn: text, coupon: text, landingUrl: text, linkEndsOn: text, linkFallbackUrl: text });
const COUPON = /^[^\s,;；，、|]{2,64}$/;

export type CollaborationReading =
  | { readonly ok: true; readonly input: NewCollaboration; readonly values: FormValues }
  | { readonly ok: false; readonly problems: CollaborationProblems; readonly values: FormValues };

/** What a person typed as a new collaboration, or what is wrong with it, field by field. An empty field takes the campaign's or the KOL's value. */
export async function readCollaboration(request: Request, { feeCurrency, timeZone }: { readonly feeCurrency: string; readonly timeZone: string }): Promise<CollaborationReading> {
  const form = await readForm(request, formSchema);
  if (!form.ok) return { ok: false, problems: { form: { code: 'invalid' } }, values: form.values };
  const { value, values } = form;
  const problems: Record<string, CollaborationProblem> = {};
  const need = (field: 'campaignId' | 'accountId') => {
    if (value[field] === '') problems[field] = { code: 'required' };
    else if (!z.uuid().safeParse(value[field]).success) problems[field] = { code: 'unknown' };
    return value[field];
  };
  const optional = <T>(field: keyof typeof value, parse: (typed: string) => T | null, code: CollaborationProblem['code']): T | null => {
    if (value[field] === '') return null;
    const parsed = parse(value[field]);
    if (parsed === null) problems[field] = { code };
    return parsed;
  };
  const feeMinor = optional('fee', (typed) => nonNegative(parseAmountMinor(typed.replace(/[,，\s]/g, ''), feeCurrency)), 'amount');
  const input: NewCollaboration = {
    campaignId: need('campaignId'), accountId: need('accountId'), tier: optional('tier', (typed) => tierSchema.safeParse(typed).data ?? null, 'invalid'),
    startsOn: optional('startsOn', day, 'day'), endsOn: optional('endsOn', day, 'day'), coupon: optional('coupon', (typed) => (COUPON.test(typed) ? typed : null), 'coupon'),
    landingUrl: value.landingUrl === '' ? null : value.landingUrl, linkExpiresAt: endOfLink(optional('linkEndsOn', day, 'day') ?? '', timeZone),
    linkFallbackUrl: value.linkFallbackUrl === '' ? null : value.linkFallbackUrl, fee: feeMinor === null ? null : { minor: feeMinor, currency: feeCurrency },
  };
  return Object.keys(problems).length === 0 ? { ok: true, input, values } : { ok: false, problems, values };
}

const day = (typed: string) => (isCalendarDay(typed) ? typed : null);
const nonNegative = (minor: number | null) => (minor !== null && minor >= 0 ? minor : null);

/** Why a collaboration was not made, at the field that has to change. */
export function creationProblems(outcome: Exclude<CreateCollaborationOutcome, { readonly trackingCode: string }>): CollaborationProblems {
  switch (outcome.status) {
    case 'campaign-unknown':
      return { campaignId: { code: 'unknown' } };
    case 'account-unknown':
      return { accountId: { code: 'unknown' } };
    case 'kol-blocked':
      return { accountId: { code: 'kolBlocked' } };
    case 'already-there':
      return { accountId: { code: 'alreadyThere' } };
    case 'tier-locked':
      return { fee: { code: 'tierLocked', lock: outcome } };
    case 'campaign-closed':
      return { campaignId: { code: 'campaignClosed' } };
    default:
      return termsProblems(outcome);
  }
}
