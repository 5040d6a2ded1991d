import type { AuditEntry } from '#db/queries/audit.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { CollaborationEventRecord, CollaborationRecord } from '#db/queries/collaboration.server.ts';
import { insertCollaborationEvents, updateCollaborations } from '#db/queries/collaboration.server.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { newId } from '#app/lib/ids.server.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { Money } from '#app/domain/money.ts';
import type { MoneyRefusal } from '#app/domain/tier-lock.ts';
import { refuseCommitment } from '#app/domain/tier-lock.ts';
import type { AgreedFees, FeeChange } from '../agreed-fee.server.ts';
import { planFee, readAgreedFees, writeFees } from '../agreed-fee.server.ts';
import { changedFields } from '../changed-fields.ts';
import { changedCollaboration } from '../collaboration-change.server.ts';
import { CodeBook, storedCoupon } from '../collaboration-codes.server.ts';
import { postStatusChanges } from '../post-money.server.ts';
import { checkTierChanges, readTierStandings } from '../tier-locks.server.ts';
import { collaborationRejects } from './collaboration-rejects.ts';
import { markAttributionOf } from '../mark-attribution.server.ts';
import type { PlacedRow } from './import-collaborations.server.ts';
import type { ImportContext } from './importer.ts';
import { placeLabel } from './importer.ts';
import { shownCollaboration } from './shown-fields.ts';

interface Changed {
  readonly before: CollaborationRecord;
  readonly after: CollaborationRecord;
}

type Result = { readonly status: 'updated' | 'unchanged'; readonly collaborationId: string } | { readonly reject: Reject };

/** Applies rows to the collaborations that they name, each wholly or not at all; the good ones are stored set by set. */
export async function changeCollaborations(rows: readonly PlacedRow[], context: ImportContext): Promise<Map<PlacedRow, Result>> {
  const { trx, books, columns, doing, fileName } = context;
  const workspaceId = books.workspace.id;
  const coupons = rows.flatMap(({ row }) => (row.coupon ? [storedCoupon(row.coupon)] : []));
  const codes = await CodeBook.open(trx, workspaceId, [...new Set(coupons)]);
  const fees = await readAgreedFees(trx, workspaceId, rows.flatMap(({ known }) => (known ? [known.id] : [])));
  const refusalOf = await readRefusals(rows, fees, context);
  const results = new Map<PlacedRow, Result>();
  const changed: Changed[] = [];
  const feeChanges: FeeChange[] = [];
  for (const placed of rows) {
    const { known: before, row, line } = placed;
    if (!before) continue;
    const stated = row.feeMinor === null || row.feeMinor === undefined ? null : { minor: row.feeMinor, currency: row.currency };
    const fee = stated && planFee(books, before.id, stated, fees, doing.now);
    const after = fee && 'status' in fee ? fee : refusalOf(before, row.tier ?? before.tier, fee) ?? changedCollaboration(before, row, { codes, allowedHosts: books.workspace.allowedHosts, now: doing.now });
    if (!('workspace_id' in after)) {
      results.set(placed, { reject: collaborationRejects(columns, line, row, after) });
      continue;
    }
    const feeChanged = fee !== null && 'items' in fee && fee.items.length > 0;
    if (feeChanged) feeChanges.push(fee);
    if (after !== before) changed.push({ before, after });
    if (feeChanged || after !== before) noteChange(placed, before, after, feeChanged ? stated : null, fees, context);
    results.set(placed, { status: feeChanged || after !== before ? 'updated' : 'unchanged', collaborationId: before.id });
  }
  const events = changed.flatMap((change) => statusEvent(change, context));
  const touched = [
    { table: 'collaboration' as const, keys: changed.map(({ after }) => after.id) },
    { table: 'cost_item' as const, keys: feeChanges.flatMap(({ items }) => items.map((item) => item.id)) },
    { table: 'payment' as const, keys: feeChanges.flatMap(({ payments }) => payments.map((payment) => payment.id)) },
    { table: 'collaboration_event' as const, keys: events.map((event) => event.id) },
  ];
  await context.changes.keeping(touched, async () => {
    await updateCollaborations(trx, changed.map(({ after }) => after));
    await writeFees(trx, books, feeChanges, doing);
    await insertCollaborationEvents(trx, events);
  });
  const statuses = changed.map(({ before, after }) => ({ id: after.id, from: before.status, to: after.status }));
  await postStatusChanges(trx, books.workspace, statuses, `import of ${fileName}`, doing);
  await markAttributionOf(trx, books, changed.flatMap(({ before, after }) => [before, after]), doing.now);
  await insertAuditEntries(trx, workspaceId, [
    ...changed.map(({ before, after }): AuditEntry => {
      const { previous, next } = changedFields(before, after);
      return {
        id: newId(), at: doing.now, actor: doing.actor, action: 'collaboration.change', subjectKind: 'collaboration', subjectId: after.id,
        before: previous, after: next, reason: `import of ${fileName}`,
      };
    }),
    ...feeChanges.flatMap(({ items }) => items.map((item): AuditEntry => ({
      id: newId(), at: doing.now, actor: doing.actor, action: 'cost.record', subjectKind: 'collaboration', subjectId: item.collaboration_id,
      after: { costItemId: item.id, kind: item.kind, amountMinor: item.amount_minor, currency: item.currency }, reason: `import of ${fileName}`,
    }))),
  ]);
  return results;
}

/** Why a row may not change its collaboration: its fee would grow in a locked tier or a closed campaign, or it would leave or enter a locked tier. */
async function readRefusals(rows: readonly PlacedRow[], { feeOf }: AgreedFees, { trx, books }: ImportContext) {
  const { workspace } = books;
  const known = rows.flatMap(({ known: before, row }) => (before ? [{ before, after: { ...before, tier: row.tier ?? before.tier } }] : []));
  const standingOf = await readTierStandings(trx, workspace.id, known.map(({ before }) => before.campaign_id));
  const moves = await checkTierChanges(trx, workspace, known);
  return (before: CollaborationRecord, tier: CollaborationRecord['tier'], fee: FeeChange | null): MoneyRefusal | null => {
    const item = fee?.items[0];
    const was = feeOf.get(before.id);
    const grownMinor = item ? item.amount_minor - (was?.currency === item.currency ? was.amount_minor : 0) : 0;
    const grown = item && grownMinor > 0 ? refuseCommitment(standingOf(before.campaign_id), tier, toReportingMinor(grownMinor, item.currency, workspace.currency, item.rate)) : null;
    return grown ?? moves.get(before.id) ?? null;
  };
}

function noteChange(
  { row, line }: PlacedRow, before: CollaborationRecord, after: CollaborationRecord, fee: Money | null, { feeOf }: AgreedFees, { changes }: ImportContext,
): void {
  const item = feeOf.get(before.id);
  const feeBefore = item ? { minor: item.amount_minor, currency: item.currency } : null;
  changes.noteUpdated({
    line, subjectKind: 'collaboration', subjectId: before.id, label: placeLabel(row), before: shownCollaboration(before, feeBefore),
    after: shownCollaboration(after, fee ?? feeBefore),
  });
}

function statusEvent({ before, after }: Changed, { doing, fileName }: ImportContext): CollaborationEventRecord[] {
  if (before.status === after.status) return [];
  return [
    {
      workspace_id: after.workspace_id, id: newId(), collaboration_id: after.id, at: doing.now, actor_name: doing.actor.name,
      from_status: before.status, to_status: after.status, reason: `import of ${fileName}`,
    },
  ];
}
