import { collaborationExists, listStatementLines } from '#db/queries/api-lists.server.ts';
import { amountText } from '#app/domain/money.ts';
import { api } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { problem } from '#app/lib/problem.server.ts';
import { reportStatement } from '#app/services/report-statement.server.ts';

/** The money of a collaboration: its figures as every statement shows them, and the lines that they are added from. */
export const loader = api('costs:read', async ({ db, actor, params, workspaceId, now }) => {
  const id = params['id'];
  if (!isId(id) || !(await collaborationExists(db, workspaceId, id))) return problem(404, 'There is no such collaboration');
  const { currency, timeZone } = actor.workspace;
  const [{ costs, payments }, { collaborations, total, orders }] = await Promise.all([
    listStatementLines(db, workspaceId, id), reportStatement(db, { workspaceId, currency, timeZone, filter: { collaborationId: id }, period: null, by: 'collaboration' }, { now }),
  ]);
  return Response.json({
    collaborationId: id,
    costs: costs.map(({ amountMinor, releasedMinor, ...cost }) => ({
      ...cost, amount: amountText(amountMinor, cost.currency), released: amountText(releasedMinor, cost.currency), standing: amountText(amountMinor - releasedMinor, cost.currency),
    })),
    invoices: collaborations.flatMap((one) => one.invoiceLines.map(({ id: invoiceId, number, amountMinor, currency: own, rate, issuedOn, receivedOn }) => ({
      id: invoiceId, number, amount: amountText(amountMinor, own), currency: own, rate, issuedOn, receivedOn,
    }))),
    payments: payments.map(({ amountMinor, ...payment }) => ({ ...payment, amount: amountText(amountMinor, payment.currency) })),
    totals: {
      currency, planned: amountText(total.plannedMinor, currency), committed: amountText(total.committedMinor, currency), accrued: amountText(total.accruedMinor, currency),
      invoiced: amountText(total.invoicedMinor, currency), paid: amountText(total.paidMinor, currency), outstanding: amountText(total.remainingMinor, currency),
      revenue: amountText(total.revenueMinor, currency), refunds: amountText(total.refundedMinor, currency), orders, roi: total.roi, linesWithoutRate: total.uncounted,
    },
  });
});
