import { collaborationExists, listStatementLines } from '#db/queries/api-lists.server.ts';
import { amountText } from '#app/domain/money.ts';
import { api } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { problem } from '#app/lib/problem.server.ts';

/** The money lines of a collaboration: what was promised, what of it was released, and each payment. */
export const loader = api('costs:read', async ({ db, params, workspaceId }) => {
  const id = params['id'];
  if (!isId(id) || !(await collaborationExists(db, workspaceId, id))) return problem(404, 'There is no such collaboration');
  const { costs, payments } = await listStatementLines(db, workspaceId, id);
  return Response.json({
    collaborationId: id,
    costs: costs.map(({ amountMinor, releasedMinor, ...cost }) => ({
      ...cost, amount: amountText(amountMinor, cost.currency), released: amountText(releasedMinor, cost.currency), standing: amountText(amountMinor - releasedMinor, cost.currency),
    })),
    payments: payments.map(({ amountMinor, ...payment }) => ({ ...payment, amount: amountText(amountMinor, payment.currency) })),
  });
});
