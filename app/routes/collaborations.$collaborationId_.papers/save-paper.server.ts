import * as z from 'zod';
import type { PeriodRefusal } from '#app/domain/finance/period-lock.ts';
import { isCurrencyCode, parseAmountMinor } from '#app/domain/money.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { recordContract } from '#app/services/record-contract.server.ts';
import { recordInvoice, voidInvoice, voidInvoiceSchema } from '#app/services/record-invoice.server.ts';

const text = z.string().trim().max(500).default('');
const formSchema = z.strictObject({
  intent: z.enum(['contract', 'invoice', 'strike-out']), amount: text, currency: text, signedOn: text, fileName: text, number: text, issuedOn: text, receivedOn: text, invoiceId: text, reason: text,
});
type PaperForm = z.infer<typeof formSchema>;

export type PaperProblem = 'required' | 'amount' | 'currency' | 'day' | 'numberTaken' | 'receivedBeforeIssued' | 'alreadyVoided' | 'periodClosed';
type Problems = Readonly<Partial<Record<keyof PaperForm, PaperProblem>>>;

export interface PaperAnswer {
  readonly intent: PaperForm['intent'];
  readonly problems: Problems;
  /** What `periodClosed` is about. */
  readonly period: PeriodRefusal | null;
  /** As typed. */
  readonly values: FormValues;
}

/** Records a contract or an invoice, or strikes an invoice out; null when it was done. */
export async function savePaper({ request, db, workspaceId, actor, now }: RequestContext, collaborationId: string): Promise<PaperAnswer | null> {
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { value, values } = form;
  const answer = (problems: Problems, period: PeriodRefusal | null = null): PaperAnswer => ({ intent: value.intent, problems, period, values });
  const doing = { now, actor };
  if (value.intent === 'strike-out') {
    const input = voidInvoiceSchema.safeParse({ invoiceId: value.invoiceId, reason: value.reason });
    if (!input.success) return answer({ reason: 'required' });
    const outcome = await voidInvoice(db, { ...input.data, workspaceId }, doing);
    if (outcome.status === 'not-found') throw new Response('There is no such invoice.', { status: 404 });
    return outcome.status === 'voided' ? null : answer({ reason: 'alreadyVoided' });
  }
  const currency = value.currency.toUpperCase();
  const amountMinor = parseAmountMinor(value.amount.replace(/[,，\s]/g, ''), currency);
  const problems: Partial<Record<keyof PaperForm, PaperProblem>> = {};
  if (!isCurrencyCode(currency)) problems.currency = 'currency';
  if (amountMinor === null || amountMinor <= 0) problems.amount = value.amount === '' ? 'required' : 'amount';
  const days = value.intent === 'contract' ? (['signedOn'] as const) : (['issuedOn', 'receivedOn'] as const);
  for (const day of days) if (!isCalendarDay(value[day])) problems[day] = value[day] === '' ? 'required' : 'day';
  if (value.intent === 'invoice' && value.number === '') problems.number = 'required';
  if (Object.keys(problems).length > 0 || amountMinor === null) return answer(problems);
  const paper = { workspaceId, collaborationId, amountMinor, currency, fileName: value.fileName === '' ? null : value.fileName.slice(0, 200) };
  if (value.intent === 'contract') {
    const outcome = await recordContract(db, { ...paper, signedOn: value.signedOn }, doing);
    if (outcome.status === 'collaboration-unknown') throw new Response('No such collaboration.', { status: 404 });
    return null;
  }
  const outcome = await recordInvoice(db, { ...paper, number: value.number.slice(0, 100), issuedOn: value.issuedOn, receivedOn: value.receivedOn }, doing);
  switch (outcome.status) {
    case 'recorded':
      return null;
    case 'number-taken':
      return answer({ number: 'numberTaken' });
    case 'received-before-issued':
      return answer({ receivedOn: 'receivedBeforeIssued' });
    case 'period-closed':
      return answer({ receivedOn: 'periodClosed' }, outcome.refusal);
    case 'collaboration-unknown':
      throw new Response('No such collaboration.', { status: 404 });
  }
}
