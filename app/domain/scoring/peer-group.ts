import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Policy } from '#app/domain/policy.ts';
import type { Quantiles, SortedValues } from './blend.ts';
import { quantilesOf } from './blend.ts';
import { towardsBetter } from './direction.ts';
import type { MetricKey, MetricValues } from './metrics.ts';
import { METRIC_KEYS, METRICS } from './metrics.ts';

/** Which peers a metric was held against: same tier and platform; same tier; everybody; nobody (the default alone). */
export const PEER_GROUPS = ['tier_platform', 'tier', 'all', 'default'] as const;
export type PeerGroup = (typeof PEER_GROUPS)[number];

/** What a collaboration had reached at one fixed age. One for each collaboration and age. */
export interface PeerObservation {
  readonly collaborationId: string;
  readonly tier: Tier;
  readonly platform: Platform;
  readonly ageHours: number;
  /** When it reached that age; decides whether it lies in the trailing window. */
  readonly reachedAt: Date;
  readonly values: MetricValues;
}

export type PeerSubject = Pick<PeerObservation, 'collaborationId' | 'tier' | 'platform' | 'ageHours'>;

export interface PeerComparison {
  readonly group: PeerGroup;
  /** Peers in the group that report the metric, without the subject. */
  readonly n: number;
  /** In the space in which more is better (direction.ts); null without peers. */
  readonly quantiles: Quantiles | null;
}

export interface PeerIndex {
  readonly compare: (key: MetricKey, subject: PeerSubject) => PeerComparison;
}

const MS_PER_DAY = 86_400_000;

const SCORED_KEYS = METRIC_KEYS.filter((key) => METRICS[key].dimension !== null);

/**
 * Sorts the peers of a review once, so that each card costs a few look-ups (product.md section 8): same age, reached in the
 * trailing window up to the data instant; where fewer than the minimum report the metric the platform is dropped, then the tier.
 */
export function buildPeerIndex(observations: readonly PeerObservation[], dataAt: Date, policy: Policy['scorecard']): PeerIndex {
  const untilMs = dataAt.getTime();
  const sinceMs = untilMs - policy.peerWindowDays * MS_PER_DAY;
  const lists = new Map<string, PeerValue[]>();
  for (const peer of observations) {
    const reachedMs = peer.reachedAt.getTime();
    if (reachedMs > untilMs || reachedMs <= sinceMs) continue;
    for (const key of SCORED_KEYS) {
      const value = peer.values[key];
      if (value === undefined) continue;
      const entry = { collaborationId: peer.collaborationId, value: towardsBetter(key, value) };
      for (const { bucket } of bucketsOf(key, peer)) pushTo(lists, bucket, entry);
    }
  }
  const sorted = new Map([...lists].map(([bucket, entries]) => [bucket, sortedBucket(entries)]));
  return {
    compare: (key, subject) => {
      let comparison: PeerComparison = { group: 'default', n: 0, quantiles: null };
      for (const { group, bucket } of bucketsOf(key, subject)) {
        const peers = sorted.get(bucket);
        if (!peers) continue;
        const others = peers.without(subject.collaborationId);
        if (others.length === 0) continue;
        comparison = { group, n: others.length, quantiles: quantilesOf(others) };
        if (others.length >= policy.minimumPeers) break;
      }
      return comparison;
    },
  };
}

interface PeerValue {
  readonly collaborationId: string;
  readonly value: number;
}

/** The lists a peer stands in, from the closest comparison to the widest. */
function bucketsOf(key: MetricKey, peer: Omit<PeerSubject, 'collaborationId'>): { group: PeerGroup; bucket: string }[] {
  const wide = `${key} ${peer.ageHours}`;
  return [
    { group: 'tier_platform', bucket: `${wide} ${peer.tier} ${peer.platform}` },
    { group: 'tier', bucket: `${wide} ${peer.tier}` },
    { group: 'all', bucket: wide },
  ];
}

function pushTo(lists: Map<string, PeerValue[]>, bucket: string, entry: PeerValue): void {
  const list = lists.get(bucket);
  if (list) list.push(entry);
  else lists.set(bucket, [entry]);
}

/** Sorted values with the place of each collaboration, so that one can be left out without copying the list. */
function sortedBucket(entries: readonly PeerValue[]): { without: (collaborationId: string) => SortedValues } {
  const ordered = [...entries].sort((a, b) => a.value - b.value);
  const values = Float64Array.from(ordered, (entry) => entry.value);
  const places = new Map(ordered.map((entry, place) => [entry.collaborationId, place]));
  // Places asked for lie within the list, so a value is always there.
  const valueAt = (place: number): number => values[place]!;
  return {
    without: (collaborationId) => {
      const own = places.get(collaborationId);
      if (own === undefined) return { length: values.length, at: valueAt };
      return { length: values.length - 1, at: (place) => valueAt(place < own ? place : place + 1) };
    },
  };
}
