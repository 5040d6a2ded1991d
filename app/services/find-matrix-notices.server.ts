import type { Kysely } from 'kysely';
import type { ClickPeak } from '#db/queries/notice-facts-matrix.server.ts';
import {
  listClickPeaks, listLateClicks, listOverdueScripts, listRedLights, listSuspectedCoupons, listTrippedFuses,
} from '#db/queries/notice-facts-matrix.server.ts';
import { listSpendingStops } from '#db/queries/spending-stop.server.ts';
import type { Workspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { CouponFinding } from '#app/domain/attribution/coupon-leak.ts';
import type { FoundNotice } from '#app/domain/notice-facts.ts';
import { noticeKey } from '#app/domain/notice-facts.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, daysBetween, startOfDay } from '#app/domain/period.ts';
import { TURN_IN } from '#app/domain/script.ts';
import { LEAST_AUTOMATED, LEAST_CLICKS, suspicionOf } from '#app/domain/suspicious-clicks.ts';

type Db = Kysely<Database>;

/** How far back clicks after a flight are counted, and how many of people it takes: a handful come to every old post. */
const LATE_DAYS = 14;
const LEAST_LATE_CLICKS = 10;
/** How far back a suspicious day still holds. */
const SUSPICIOUS_DAYS = 3;

/** What holds of collaborations today: lights, fuses, coupons, clicks, scripts. */
export async function findMatrixNotices(db: Db, workspace: Workspace, today: CalendarDay): Promise<FoundNotice[]> {
  const { id } = workspace;
  const [lights, fuses, coupons, late, peaks, scripts] = await Promise.all([
    listRedLights(db, id),
    listTrippedFuses(db, id),
    listSuspectedCoupons(db, id),
    listLateClicks(db, id, { fromDay: addDays(today, 1 - LATE_DAYS), atLeast: LEAST_LATE_CLICKS }),
    listClickPeaks(db, id, { fromDay: addDays(today, 1 - SUSPICIOUS_DAYS), clicks: LEAST_CLICKS, automated: LEAST_AUTOMATED }),
    listOverdueScripts(db, id, today),
  ]);
  const stops = await listSpendingStops(db, id, fuses.map((one) => one.collaborationId));
  const morning = (day: CalendarDay) => startOfDay(day, workspace.timeZone);
  return [
    ...lights.map((one): FoundNotice => ({
      key: noticeKey('light_red', one.collaborationId, one.since), happenedAt: morning(one.since), seats: null,
      facts: { kind: 'light_red', ...named(one), since: one.since, roiAtClose: one.roiAtClose, low: one.low, high: one.high },
    })),
    ...fuses.filter((one) => stops.get(one.collaborationId)?.kind === 'tripped').map((one): FoundNotice => ({
      key: noticeKey('fuse_tripped', one.collaborationId, one.trippedPeriod), happenedAt: morning(one.endDay), seats: null,
      // A period ends on the day after its last.
      facts: { kind: 'fuse_tripped', ...named(one), periods: one.periods, lastDay: addDays(one.endDay, -1), revenueMinor: one.revenueMinor, costMinor: one.costMinor, currency: workspace.currency },
    })),
    ...coupons.flatMap((one) => couponNotice(one, morning)),
    ...late.map((one): FoundNotice => ({
      key: noticeKey('late_clicks', one.collaborationId, one.endsOn), happenedAt: morning(addDays(one.endsOn, 1)), seats: null,
      facts: { kind: 'late_clicks', ...named(one), endsOn: one.endsOn, clicks: one.clicks, days: LATE_DAYS },
    })),
    ...peaks.flatMap((one) => peakNotice(one, morning)),
    ...scripts.flatMap((one): FoundNotice[] => {
      const turn = TURN_IN[one.status];
      if (turn === null) return [];
      return [{
        key: noticeKey('approval_overdue', one.collaborationId, one.status, one.dueOn), happenedAt: morning(addDays(one.dueOn, 1)), seats: null,
        facts: { kind: 'approval_overdue', ...named(one), turn, dueOn: one.dueOn },
      }];
    }),
  ];
}

function named({ collaborationId, kolName, campaignName }: { readonly collaborationId: string; readonly kolName: string; readonly campaignName: string }) {
  return { collaborationId, kolName, campaignName };
}

/** A coupon is suspected once, from whichever day on the latest review says. */
function couponNotice(one: { readonly collaborationId: string; readonly kolName: string; readonly campaignName: string; readonly coupon: string; readonly finding: CouponFinding }, morning: (day: CalendarDay) => Date): FoundNotice[] {
  if (one.finding.status !== 'suspected') return [];
  const { fromDay, reasons } = one.finding;
  const sold = reasons.find((reason) => reason.code !== 'coupon_site');
  const seen = reasons.find((reason) => reason.code === 'coupon_site');
  return [{
    key: noticeKey('coupon_leaked', one.collaborationId, one.coupon), happenedAt: morning(fromDay), seats: null,
    facts: {
      kind: 'coupon_leaked', ...named(one), coupon: one.coupon, fromDay,
      orders: sold?.orders ?? null, site: seen?.host ?? null,
    },
  }];
}

/** Told of once a week and sign, however many days it goes on. */
function peakNotice(one: ClickPeak, morning: (day: CalendarDay) => Date): FoundNotice[] {
  const suspicion = suspicionOf(one);
  if (suspicion === null) return [];
  const week = Math.floor(daysBetween('1970-01-05', one.day) / 7);
  return [{
    key: noticeKey('suspicious_clicks', one.collaborationId, suspicion.sign, week), happenedAt: morning(one.day), seats: null,
    facts: { kind: 'suspicious_clicks', ...named(one), day: one.day, ...suspicion },
  }];
}
