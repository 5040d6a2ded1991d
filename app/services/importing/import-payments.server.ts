import { periodLockText } from '#app/domain/finance/period-lock.ts';
import type { PaymentRow } from '#app/domain/ingestion/payments-row.ts';
import { parsePaymentRow } from '#app/domain/ingestion/payments-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { MadePayment } from '../record-payments.server.ts';
import { planPayments } from '../record-payments.server.ts';
import { findCollaborations } from './find-collaborations.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { countResults, placeLabel, rejectAt } from './importer.ts';
import { shownPayment } from './shown-fields.ts';

/** Payments that were made, one for each stage of a collaboration: paying a stage twice is impossible. */
export function paymentsImporter(): Importer<PaymentRow> {
  return {
    parse: parsePaymentRow,
    key: (row) => `${row.campaign.toLowerCase()} ${row.platform ?? ''} ${row.handle.toLowerCase()} ${row.stage}`,
    keyField: 'stage',
    apply: applyPayments,
  };
}

async function applyPayments(rows: readonly Lined<PaymentRow>[], { trx, books, columns, doing, changes }: ImportContext): Promise<Applied> {
  const found = await findCollaborations(trx, books.workspace.id, rows.map(({ row }) => row));
  const rejects: Reject[] = [];
  const made: { line: number; row: PaymentRow; payment: MadePayment }[] = [];
  rows.forEach(({ line, row }, index) => {
    const place = found[index];
    if (place && 'id' in place) made.push({ line, row, payment: { ...row, collaborationId: place.id } });
    else if (place) rejects.push(rejectAt(columns, line, place.field, place.value, place.code, place.message));
  });
  const { results, changes: changed, write } = await planPayments(trx, books, made.map(({ payment }) => payment), doing);
  const taken: ('created' | 'updated' | 'unchanged')[] = [];
  results.forEach((result, index) => {
    const at = made[index];
    if (result.status === 'period-closed') {
      if (at) rejects.push(rejectAt(columns, at.line, 'paid_on', at.payment.paidOn, 'period_closed', periodLockText(result.refusal)));
    } else if (result.status !== 'already-paid') taken.push(result.status);
    else if (at) {
      const message = `this stage was paid already: ${result.amount} ${result.currency}${result.paidOn ? ` on ${result.paidOn}` : ''}`;
      rejects.push(rejectAt(columns, at.line, 'stage', at.payment.stage, 'already_paid', message));
    }
  });
  for (const { index, before, after } of changed) {
    const { line, row } = made[index] ?? {};
    if (line === undefined || !row) continue;
    const subject = { line, subjectKind: 'payment' as const, subjectId: after.collaboration_id, label: placeLabel(row), after: shownPayment(after) };
    if (before) changes.noteUpdated({ ...subject, before: shownPayment(before) });
    else changes.noteCreated(subject);
  }
  await changes.keeping([{ table: 'payment', keys: changed.map(({ after }) => after.id) }], write);
  return { ...countResults(taken), rejects };
}
