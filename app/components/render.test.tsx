import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { COLLABORATION_STATUSES } from '#app/domain/collaboration.ts';
import { PAYMENT_STATUSES } from '#app/domain/cost.ts';
import { KOL_STATUSES, PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { PROPOSAL_STATUSES, VERDICT_KINDS } from '#app/domain/proposals/proposal.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import { SCORE_GRADES } from '#app/domain/scoring/grade.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { I18nContext } from '#app/i18n/i18n.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { LOCALES } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';
import { FuseBadge, GradeBadge, LightBadge, PlatformBadge, TierBadge, VerdictBadge } from './badges.tsx';
import { IntervalBar } from './interval-bar.tsx';
import { MoneyText } from './money-text.tsx';
import { PercentText, ProbabilityText, RatioText } from './number-text.tsx';
import { PageContext } from './page-context.ts';
import { RoiTrendChart } from './roi-trend-chart.tsx';
import { StatusBadge } from './status-badge.tsx';
import { TierSpendChart } from './tier-spend-chart.tsx';

function render(locale: Locale, element: ReactElement): string {
  return renderToString(
    <PageContext.Provider value={{ nonce: '', requestId: '', locale, theme: 'light', units: 'language' }}>
      <I18nContext.Provider value={{ i18n: serverI18n(locale) }}>{element}</I18nContext.Provider>
    </PageContext.Provider>,
  );
}

const words = (html: string) => html.replace(/<!-- -->/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

const badges: readonly ReactElement[] = [
  ...LIGHTS.map((light) => <LightBadge key={light} light={light} />),
  ...FUSE_STATES.map((fuse) => <FuseBadge key={fuse} fuse={fuse} />),
  ...VERDICT_KINDS.map((kind) => <VerdictBadge key={kind} kind={kind} />),
  ...TIERS.map((tier) => <TierBadge key={tier} tier={tier} />),
  ...SCORE_GRADES.map((grade) => <GradeBadge key={grade} grade={grade} />),
  ...PLATFORMS.map((platform) => <PlatformBadge key={platform} platform={platform} />),
  ...KOL_STATUSES.map((status) => <StatusBadge key={status} kind="kol" status={status} />),
  ...COLLABORATION_STATUSES.map((status) => <StatusBadge key={status} kind="collaboration" status={status} />),
  ...PAYMENT_STATUSES.map((status) => <StatusBadge key={status} kind="payment" status={status} />),
  ...PROPOSAL_STATUSES.map((status) => <StatusBadge key={status} kind="proposal" status={status} />),
];
const charts = (
  <>
    <TierSpendChart title="spend" currency="CNY" policy={{ overspendCutBasisPoints: 1_500 }} tiers={[{ tier: 'top', plannedMinor: 100_00, committedMinor: 120_00, spentMinor: 50_00 }, { tier: 'mid', plannedMinor: 0, committedMinor: 0, spentMinor: 0 }]} />
    <RoiTrendChart title="trend" thresholds={[1]} points={[{ day: '2026-07-01', roi: null }, { day: '2026-07-02', roi: 1.2, atClose: { median: 1.4, low: 1, high: 1.9 } }, { day: '2026-07-03', roi: 1.3, atClose: { median: 1.5, low: 1.1, high: 2 } }]} />
    <IntervalBar interval={{ low: 0.5, median: 1.2, high: 9, level: 0.9 }} thresholds={[1.5]} max={5} />
  </>
);

describe.each(LOCALES)('in %s', (locale) => {
  test('every badge has a word, never a missing key', () => {
    for (const badge of badges) {
      const text = words(render(locale, badge));
      expect(text).not.toBe('');
      expect(text).not.toMatch(/[a-z]\.[a-z]|undefined/);
    }
  });

  test('nothing carries a style attribute, which the content security policy would refuse', () => {
    expect(render(locale, <>{badges}{charts}</>)).not.toContain(' style=');
  });

  test('no drawing holds a number that is none', () => {
    expect(render(locale, charts)).not.toMatch(/NaN|Infinity|undefined/);
  });
});

test('a compact amount is read out to the last fen', () => {
  const html = render('zh-CN', <MoneyText minor={321_450_050} currency="CNY" compact />);
  expect(html).toContain('title="¥3,214,500.50"');
  expect(words(html)).toBe('¥321.5万 ¥3,214,500.50');
});

test('what is not known is a dash, never 0', () => {
  const unknown = [<MoneyText key="m" minor={null} currency="CNY" />, <RatioText key="r" ratio={null} />, <PercentText key="p" share={null} />, <ProbabilityText key="q" probability={null} />, <IntervalBar key="i" interval={null} />];
  for (const element of unknown) expect(words(render('en', element))).toBe('—');
  expect(words(render('en', <RatioText ratio="1.20" />))).toBe('1.20');
});

test('a probability is said in words too', () => {
  expect(words(render('en', <ProbabilityText probability={0.81} />))).toBe('81% (likely)');
  expect(words(render('zh-CN', <ProbabilityText probability={0.5} />))).toBe('50%（未定）');
});

test('the ROI expected at close stands beside the ROI so far as a band and a column of its own, where there is any', () => {
  expect(words(render('zh-CN', charts))).toContain('90% 区间');
  const html = render('en', <RoiTrendChart title="trend" points={[{ day: '2026-07-01', roi: 1 }, { day: '2026-07-08', roi: 1.2, atClose: { median: 1.4, low: 1, high: 1.9 } }]} />);
  expect(html).toMatch(/<path d="M[^"]+Z"/);
  expect(words(html)).toContain('1.00–1.90');
  expect(words(render('en', <RoiTrendChart title="trend" points={[{ day: '2026-07-01', roi: 1 }]} />))).not.toContain('interval');
});

test('the bar of a tier turns red where the workspace says that it is overspent', () => {
  const bar = (overspendCutBasisPoints: number) => render('en', <TierSpendChart title="spend" currency="CNY" policy={{ overspendCutBasisPoints }} tiers={[{ tier: 'top', plannedMinor: 100_00, committedMinor: 120_00, spentMinor: 0 }]} />);
  expect([bar(1_500).includes('fill-red-mark'), bar(2_000).includes('fill-red-mark'), bar(2_000).includes('fill-amber-mark')]).toEqual([true, false, true]);
});

test('an interval says its numbers in words', () => {
  expect(render('en', charts)).toContain('1.20, 90% interval 0.50 to 9.00');
});
