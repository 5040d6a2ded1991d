import * as z from 'zod';
import type { CollaborationProblem, CollaborationProblems } from '#app/components/collaboration-form.tsx';
import { costKindSchema } from '#app/domain/cost.ts';
import { isCurrencyCode, parseAmountMinor } from '#app/domain/money.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { NewCost } from '#app/services/record-costs.server.ts';

const text = z.string().trim().max(500).default('');
const formSchema = z.strictObject({ kind: text, amount: text, currency: text, commission: text, incurredOn: text, note: text, cancellable: text });

/** What a person typed as a cost. A commission is a share of credited revenue and has no amount of its own; everything else has one. */
export async function readCost(
  request: Request, collaborationId: string,
): Promise<{ readonly ok: true; readonly cost: NewCost; readonly values: FormValues } | { readonly ok: false; readonly problems: CollaborationProblems; readonly values: FormValues }> {
  const form = await readForm(request, formSchema);
  if (!form.ok) return { ok: false, problems: { form: { code: 'invalid' } }, values: form.values };
  const { value, values } = form;
  const problems: Record<string, CollaborationProblem> = {};
  const kind = costKindSchema.safeParse(value.kind).data;
  const currency = value.currency.toUpperCase();
  if (!kind) problems.kind = { code: 'kind' };
  if (!isCurrencyCode(currency)) problems.currency = { code: 'invalid' };
  if (value.incurredOn !== '' && !isCalendarDay(value.incurredOn)) problems.incurredOn = { code: 'day' };
  const isCommission = kind === 'commission';
  const amountMinor = isCommission ? 0 : parseAmountMinor(value.amount.replace(/[,，\s]/g, ''), currency);
  if (amountMinor === null || amountMinor < 0 || (!isCommission && amountMinor === 0)) problems.amount = { code: value.amount === '' ? 'required' : 'amount' };
  const commission = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(value.commission);
  const commissionBasisPoints = isCommission && commission ? Number(commission[1]) * 100 + Number((commission[2] ?? '').padEnd(2, '0')) : null;
  if (isCommission && (commissionBasisPoints === null || commissionBasisPoints === 0 || commissionBasisPoints > 10_000)) problems.commission = { code: 'commission' };
  if (!kind || amountMinor === null || Object.keys(problems).length > 0) return { ok: false, problems, values };
  return {
    ok: true, values,
    cost: { collaborationId, kind, amountMinor, currency, commissionBasisPoints, incurredOn: value.incurredOn === '' ? null : value.incurredOn, cancellable: value.cancellable === 'on', note: value.note },
  };
}
