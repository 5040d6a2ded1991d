import type { CalendarDay } from './period.ts';
import { addDays, laterDay } from './period.ts';
import { applyBasisPoints } from './ratio.ts';

/** Spans of time that figures can be compared over: all of the campaign so far, or so many days up to the day looked at. */
export const SPANS = ['campaign', '7', '14', '30'] as const;
export type Span = (typeof SPANS)[number];

/** Days, both inclusive. */
export interface SpanDays {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
}

/**
 * The days of a span up to `asOf`, and as many before them to compare with: null where the span is the whole campaign, or begins with it, and
 * nothing came before.
 */
export function spanDays(span: Span, asOf: CalendarDay, campaignStartsOn: CalendarDay): { readonly days: SpanDays; readonly before: SpanDays | null } {
  if (span === 'campaign') return { days: { from: campaignStartsOn, through: asOf }, before: null };
  const length = Number(span);
  const from = addDays(asOf, 1 - length);
  const days = { from: laterDay(from, campaignStartsOn), through: asOf };
  // The first days of a campaign are compared with nothing: what came before was another time.
  return from <= campaignStartsOn ? { days, before: null } : { days, before: { from: addDays(from, -length), through: addDays(from, -1) } };
}

/** A collaboration's figures over a span. Revenue in minor units of the reporting currency; clicks of people. */
export interface SpanFigures {
  readonly revenueMinor: number;
  readonly orders: number;
  readonly clicks: number;
}

export const MOVE_REASONS = ['started', 'stopped', 'clicks', 'conversion', 'basket', 'orders', 'same'] as const;
export type MoveReason = (typeof MOVE_REASONS)[number];

/**
 * Why revenue moved: of the three factors that make it, clicks x orders a click x revenue an order, the one that moved most in the direction
 * that revenue did. Without clicks on a side (a coupon that is spoken aloud) orders stand for the first two.
 */
export function moveReason(before: SpanFigures, after: SpanFigures): MoveReason {
  if (before.revenueMinor === after.revenueMinor) return 'same';
  if (before.revenueMinor <= 0) return 'started';
  if (after.revenueMinor <= 0) return 'stopped';
  const direction = after.revenueMinor > before.revenueMinor ? 1 : -1;
  const moved = (from: number, to: number) => direction * Math.log(to / from);
  // Revenue comes of orders; where a later refund left none, they count as one.
  const orders = { before: Math.max(1, before.orders), after: Math.max(1, after.orders) };
  const basket = moved(before.revenueMinor / orders.before, after.revenueMinor / orders.after);
  if (before.clicks <= 0 || after.clicks <= 0) return basket > moved(orders.before, orders.after) ? 'basket' : 'orders';
  const clicks = moved(before.clicks, after.clicks);
  const conversion = moved(orders.before / before.clicks, orders.after / after.clicks);
  if (clicks >= conversion && clicks >= basket) return 'clicks';
  return conversion >= basket ? 'conversion' : 'basket';
}

/**
 * What may be lost of money that is committed and not yet used up: what remains, times the chance that the collaboration closes below an ROI
 * of 1. Rounded half to even; never below 0.
 */
export function moneyAtRiskMinor(remainingMinor: number, probabilityRoiBelow1: number): number {
  return applyBasisPoints(Math.max(0, remainingMinor), Math.round(Math.min(1, Math.max(0, probabilityRoiBelow1)) * 10_000));
}

/** How much a figure grew or shrank, as a share of what it was; null where it was nothing. */
export function changeShare(before: number, after: number): number | null {
  return before > 0 ? (after - before) / before : null;
}
