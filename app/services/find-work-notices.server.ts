import type { Kysely } from 'kysely';
import { listOpenDisputes } from '#db/queries/dispute.server.ts';
import {
  listEndingRights, listFailedImports, listOpenSignOffs, listPausedChannels, listRequestedPayments, listUnreadableDeliveries,
} from '#db/queries/notice-facts-work.server.ts';
import type { Workspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { importKindSchema } from '#app/domain/ingestion/import-run.ts';
import type { FoundNotice } from '#app/domain/notice-facts.ts';
import { noticeKey } from '#app/domain/notice-facts.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, dayOf, daysBetween, startOfDay } from '#app/domain/period.ts';
import { SEATS } from '#app/domain/permission.ts';
import { ENDING_DAYS, endingAlert } from '#app/domain/usage-rights.ts';
import { leastIdAt } from '#app/lib/ids.server.ts';

type Db = Kysely<Database>;

const DAY_MS = 86_400_000;
/** A deadline is near within a day; a failed import is old news after two weeks; deliveries are looked at over a day, and one that cannot be read happens. */
const DEADLINE_NEAR_MS = DAY_MS;
const IMPORTS_MS = 14 * DAY_MS;
const DELIVERIES_MS = DAY_MS;
const LEAST_DELIVERIES = 3;

/** What waits for somebody, is about to end, or went wrong: sign-offs, payments, disputes, rights, imports, deliveries, channels. */
export async function findWorkNotices(db: Db, workspace: Workspace, today: CalendarDay, now: Date): Promise<FoundNotice[]> {
  const { id, timeZone } = workspace;
  const [signOffs, payments, imports, deliveries, channels, rights, disputes] = await Promise.all([
    listOpenSignOffs(db, id),
    listRequestedPayments(db, id),
    listFailedImports(db, id, new Date(now.getTime() - IMPORTS_MS)),
    listUnreadableDeliveries(db, id, { afterId: leastIdAt(now.getTime() - DELIVERIES_MS), atLeast: LEAST_DELIVERIES }),
    listPausedChannels(db, id),
    listEndingRights(db, id, { today, throughDay: addDays(today, ENDING_DAYS[0]) }),
    listOpenDisputes(db, id),
  ]);
  return [
    ...signOffs.flatMap((one) => signOffNotices(one, now)),
    ...payments.map((one): FoundNotice => ({
      // Asked for again after it was sent back, it waits again.
      key: noticeKey('payment_waiting', one.id, one.requestedAt?.getTime() ?? 0), happenedAt: one.requestedAt ?? now, seats: null,
      facts: {
        kind: 'payment_waiting', paymentId: one.id, kolName: one.kolName, campaignName: one.campaignName, stage: one.stage, requestedByName: one.requestedByName ?? '',
        amountMinor: one.amountMinor, currency: one.currency,
      },
    })),
    ...disputes.map((one): FoundNotice => {
      const isOverdue = one.dueAt <= now;
      return {
        // Told of again once its answer is late.
        key: noticeKey('dispute_open', one.id, isOverdue ? 'late' : 'open'), happenedAt: isOverdue ? one.dueAt : one.openedAt, seats: null,
        facts: {
          kind: 'dispute_open', disputeId: one.id, collaborationId: one.collaborationId, kolName: one.kolName, campaignName: one.campaignName, figure: one.figure, openedByName: one.openedByName,
          dueAt: one.dueAt.toISOString(), isOverdue,
        },
      };
    }),
    ...imports.flatMap((one): FoundNotice[] => {
      const imported = importKindSchema.safeParse(one.kind);
      if (!imported.success || one.finishedAt === null) return [];
      return [{
        key: noticeKey('import_failed', one.id, one.finishedAt.getTime()), happenedAt: one.finishedAt, seats: null,
        facts: { kind: 'import_failed', importId: one.id, imports: imported.data, fileName: one.fileName, outcome: one.status === 'failed' ? 'failed' : 'refused', rejected: one.rejected },
      }];
    }),
    ...deliveries.map((one): FoundNotice => {
      const day = dayOf(one.firstAt, timeZone);
      return { key: noticeKey('deliveries_failing', one.shop, day), happenedAt: one.firstAt, seats: null, facts: { kind: 'deliveries_failing', shop: one.shop, deliveries: one.deliveries, day } };
    }),
    ...channels.flatMap((one): FoundNotice[] => {
      if (one.pausedAt === null || one.problem === null) return [];
      return [{
        key: noticeKey('channel_paused', one.id, one.pausedAt.getTime()), happenedAt: one.pausedAt, seats: null,
        facts: { kind: 'channel_paused', channelId: one.id, name: one.name, channelKind: one.kind, problem: one.problem },
      }];
    }),
    ...rights.flatMap((one): FoundNotice[] => {
      const daysLeft = daysBetween(today, one.untilDay);
      const stage = endingAlert(daysLeft);
      if (stage === null) return [];
      return [{
        key: noticeKey('rights_ending', one.untilDay, stage), happenedAt: startOfDay(addDays(one.untilDay, -stage), timeZone), seats: null,
        facts: { kind: 'rights_ending', assetId: one.assetId, title: one.title, assets: one.assets, untilDay: one.untilDay, daysLeft },
      }];
    }),
  ];
}

type OpenSignOff = Awaited<ReturnType<typeof listOpenSignOffs>>[number];

/** A request waits for the seats that have not voted; that its deadline is near is told by itself. */
function signOffNotices(one: OpenSignOff, now: Date): FoundNotice[] {
  const seats = SEATS.filter((seat) => !one.voted.includes(seat));
  const facts = {
    requestId: one.id, asks: one.kind, requestedByName: one.requestedByName, deadlineAt: one.deadlineAt.toISOString(), amountMinor: one.amountMinor, currency: one.currency,
  };
  const nearAt = new Date(one.deadlineAt.getTime() - DEADLINE_NEAR_MS);
  return [
    { key: noticeKey('sign_off_asked', one.id), happenedAt: one.requestedAt, seats, facts: { kind: 'sign_off_asked', ...facts } },
    ...(now >= nearAt ? [{ key: noticeKey('sign_off_due', one.id), happenedAt: nearAt, seats, facts: { kind: 'sign_off_due' as const, ...facts } }] : []),
  ];
}
