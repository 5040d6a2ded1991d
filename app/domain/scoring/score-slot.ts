import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Policy } from '#app/domain/policy.ts';
import { defaultBenchmark } from './benchmarks.ts';
import type { Quantiles } from './blend.ts';
import { blendQuantiles, mapQuantiles } from './blend.ts';
import { quantilesTowardsBetter, towardsBetter } from './direction.ts';
import { definitionVersion } from './metric-breaks.ts';
import type { Dimension, MetricInputs, MetricKey } from './metrics.ts';
import { metricValue } from './metrics.ts';
import type { PeerGroup, PeerIndex } from './peer-group.ts';
import { pointsOf } from './points.ts';

export interface ScorecardInput {
  readonly collaborationId: string;
  readonly tier: Tier;
  readonly platform: Platform;
  /** The fixed age of the inputs (age.ts); null before the first one, when nothing is scored yet. */
  readonly ageHours: number | null;
  readonly inputs: MetricInputs;
  readonly peers: PeerIndex;
  readonly reportingCurrency: string;
  readonly policy: Policy;
  readonly policyVersion: number;
  readonly dataAt: Date;
}

/** A metric as measured, before it is weighed. */
export interface Measured {
  /** The variant that was scored (metrics.ts); the first one when none is reported. */
  readonly key: MetricKey;
  /** Of the platform's definition on the (UTC) day of the data; cards of different versions do not make one trend. */
  readonly definitionVersion: number;
  /** Money in minor units of the reporting currency; null when not reported, never 0 for that. */
  readonly value: number | null;
  /** Quantiles of the value itself, p10 the lowest: for a metric where lower is better p10 is the best tenth. */
  readonly benchmark: Quantiles | null;
  /** Where the default part of the benchmark comes from; null without a default. */
  readonly benchmarkSource: string | null;
  readonly group: PeerGroup;
  readonly peers: number;
}

export interface MeasuredSlot {
  readonly dimension: Dimension;
  readonly pointsHundredths: number | null;
  readonly metric: Measured;
}

/** Scores the first variant that is reported. Points are read from the benchmark as the card shows it. */
export function scoreSlot(input: ScorecardInput, dimension: Dimension, variants: readonly [MetricKey, ...MetricKey[]]): MeasuredSlot {
  const key = variants.find((variant) => metricValue(variant, input.inputs) !== null) ?? variants[0];
  const value = metricValue(key, input.inputs);
  const version = definitionVersion(key, input.platform, input.dataAt.toISOString().slice(0, 10));
  const { benchmark, benchmarkSource, group, peers } = benchmarkOf(input, key);
  const scorable = input.ageHours !== null && value !== null && benchmark !== null;
  const points = scorable ? pointsOf(towardsBetter(key, value), quantilesTowardsBetter(key, benchmark)) : null;
  return {
    dimension,
    pointsHundredths: points === null ? null : Math.round(points * 100),
    metric: { key, definitionVersion: version, value, benchmark, benchmarkSource, group, peers },
  };
}

function benchmarkOf(input: ScorecardInput, key: MetricKey): Pick<Measured, 'benchmark' | 'benchmarkSource' | 'group' | 'peers'> {
  const { collaborationId, tier, platform, ageHours, policy } = input;
  const standard = defaultBenchmark(key, platform, tier, input.reportingCurrency);
  const { group, n, quantiles } =
    ageHours === null
      ? { group: 'default' as const, n: 0, quantiles: null }
      : input.peers.compare(key, { collaborationId, tier, platform, ageHours });
  const blended = blendQuantiles(quantiles, n, standard && quantilesTowardsBetter(key, standard.quantiles), policy.scorecard.priorPeers);
  return {
    benchmark: blended && shown(quantilesTowardsBetter(key, blended)),
    benchmarkSource: standard && `${standard.source} (${standard.year})`,
    group,
    peers: n,
  };
}

/** Six significant digits: what is shown is what was used. */
function shown(quantiles: Quantiles): Quantiles {
  return mapQuantiles((key) => Number(quantiles[key].toPrecision(6)));
}
