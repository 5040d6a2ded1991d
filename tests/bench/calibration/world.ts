import type { Tier } from '#app/domain/kol.ts';
import { TIERS } from '#app/domain/kol.ts';
import { addDays } from '#app/domain/period.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import type { Random } from '#app/domain/proposals/random.ts';
import type { CollaborationFacts, CreditDay, ReviewFacts } from '#app/domain/proposals/review-facts.ts';
import type { Brand, Thickness, Truth } from './truth.ts';
import { drawTruth, makeBrand } from './truth.ts';

/** An order of the simulated world: the day after publication it came on, its value, and the day its money went back. */
interface SimulatedOrder {
  readonly day: number;
  readonly valueMinor: number;
  readonly refundedOnDay: number | null;
}

interface SimulatedCollaboration {
  readonly id: string;
  readonly truth: Truth;
  readonly publishedOn: string;
  readonly orders: readonly SimulatedOrder[];
}

/** A brand with a finished campaign behind it and a running one, seen whole. */
export interface World {
  readonly past: readonly SimulatedCollaboration[];
  readonly running: readonly SimulatedCollaboration[];
}

const PAST_PER_TIER = 24;
const RUNNING_PER_TIER: Readonly<Record<Tier, number>> = { top: 4, mid: 8, emerging: 12 };
const FLIGHT_DAYS = 46;
const PAST_FROM = '2026-03-01';
const RUNNING_FROM = '2026-06-15';
const ORDER_VALUE_CV = 0.8;
/** Daily sales swing by half around their expectation: a mention elsewhere, a sold-out day, a weekend. */
const DAY_SHAPE = 4;
const REFUND_DELAY_DAYS = 6;

/** The same seed gives the same world to the byte. */
export function makeWorld(seed: string, thickness: Thickness): World {
  const random = createRandom(seed);
  const brand = makeBrand(random, thickness);
  return {
    past: TIERS.flatMap((tier) => Array.from({ length: PAST_PER_TIER }, (_, index) => collaboration(random, brand, tier, `${seed} past ${tier} ${index}`, PAST_FROM))),
    running: TIERS.flatMap((tier) => Array.from({ length: RUNNING_PER_TIER[tier] }, (_, index) => collaboration(random, brand, tier, `${seed} ${tier} ${index}`, RUNNING_FROM))),
  };
}

function collaboration(random: Random, brand: Brand, tier: Tier, id: string, publishedOn: string): SimulatedCollaboration {
  const truth = drawTruth(random, brand, tier);
  return { id, truth, publishedOn, orders: sellFor(random, truth) };
}

/** Everything that will ever be ordered: a falling rate with swings from day to day (overdispersed against Poisson). */
function sellFor(random: Random, truth: Truth): SimulatedOrder[] {
  const logVariance = Math.log1p(ORDER_VALUE_CV ** 2);
  const orders: SimulatedOrder[] = [];
  for (let day = 0; day < 10 * truth.halfLifeDays; day += 1) {
    const share = 2 ** (-day / truth.halfLifeDays) - 2 ** (-(day + 1) / truth.halfLifeDays);
    const swing = random.gamma(DAY_SHAPE) / DAY_SHAPE;
    const count = random.poisson(truth.expectedOrders * share * swing);
    for (let index = 0; index < count; index += 1) {
      const valueMinor = Math.max(1, Math.round(truth.meanOrderMinor * Math.exp(Math.sqrt(logVariance) * random.normal() - logVariance / 2)));
      const isRefunded = random.uniform() < truth.refundedShare;
      orders.push({ day, valueMinor, refundedOnDay: isRefunded ? day + Math.ceil(random.gamma(2) * (REFUND_DELAY_DAYS / 2)) : null });
    }
  }
  return orders;
}

/** What the portal knows of the world at the end of the day on which the running campaign's posts are `ageDays` old. */
export function seenAtAge(world: World, ageDays: number): ReviewFacts {
  const asOf = addDays(RUNNING_FROM, ageDays - 1);
  return {
    asOf, dataAt: new Date(`${addDays(asOf, 1)}T00:00:00Z`), currency: 'CNY', timeZone: 'UTC', brandName: 'Brand', policyVersion: 1, policy: DEFAULT_POLICY, bench: [],
    collaborations: [...world.past, ...world.running].map((one) => factsOf(one, asOf)),
  };
}

function factsOf({ id, truth, publishedOn, orders }: SimulatedCollaboration, asOf: string): CollaborationFacts {
  const endsOn = addDays(publishedOn, FLIGHT_DAYS - 1);
  const isPast = publishedOn === PAST_FROM;
  return {
    id, kolId: id, handle: id, campaignId: isPast ? 'past' : 'running', campaignSlug: isPast ? 'past' : 'running', campaignStartsOn: publishedOn, campaignEndsOn: endsOn,
    platform: truth.platform, tier: truth.tier, verticals: [], status: isPast ? 'ended' : 'live', startsOn: publishedOn, endsOn,
    firstPublishedAt: new Date(`${publishedOn}T00:00:00Z`), credits: creditsUntil(orders, publishedOn, asOf), clicks: [],
    costs: [{ kind: 'fee', amountMinor: truth.costMinor, commissionBasisPoints: null, incurredOn: null, cancellable: true }],
    uncountedCosts: 0, paidMinor: 0, posts: [],
  };
}

function creditsUntil(orders: readonly SimulatedOrder[], publishedOn: string, asOf: string): CreditDay[] {
  const days = new Map<string, { orders: number; grossMinor: number; revenueMinor: number }>();
  for (const order of orders) {
    const day = addDays(publishedOn, order.day);
    if (day > asOf) continue;
    const isRefunded = order.refundedOnDay !== null && addDays(publishedOn, order.refundedOnDay) <= asOf;
    const known = days.get(day) ?? { orders: 0, grossMinor: 0, revenueMinor: 0 };
    days.set(day, {
      orders: known.orders + 1,
      grossMinor: known.grossMinor + order.valueMinor,
      revenueMinor: known.revenueMinor + (isRefunded ? 0 : order.valueMinor),
    });
  }
  return [...days].map(([day, sums]) => ({ day, ...sums, newCustomerOrders: 0, knownCustomerOrders: 0 }));
}
