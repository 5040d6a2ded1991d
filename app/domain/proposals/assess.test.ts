import { describe, expect, test } from 'vitest';
import { aCreditDay, aFee, benchKol, collaborationFacts, reviewFacts } from '#tests/factories/review-facts.ts';
import type { Assessment } from './assess.ts';
import { assessCollaborations } from './assess.ts';
import type { BenchKol, CollaborationFacts } from './review-facts.ts';

function assess(facts: CollaborationFacts, bench: BenchKol[] = [], others: CollaborationFacts[] = []): Assessment {
  const [one] = assessCollaborations(reviewFacts({ collaborations: [facts, ...others], bench }));
  if (!one) throw new Error('nothing assessed');
  return one;
}

/** Even sales over the days from 16 June: `roi` times 10,000 yuan by 14 July. */
function sellingAt(roi: number, orders: number, wishes: Partial<CollaborationFacts> = {}): CollaborationFacts {
  const revenueMinor = Math.round(roi * 1_000_000);
  const credits = [aCreditDay('2026-06-20', Math.floor(orders / 2), Math.floor(revenueMinor / 2)), aCreditDay('2026-07-01', Math.ceil(orders / 2), Math.ceil(revenueMinor / 2))];
  return collaborationFacts({ credits, ...wishes });
}

describe('the worked case of the plans', () => {
  // Cost 83,333 yuan, net sales 100,000 yuan, flight over: ROI 1.20.
  const head = sellingAt(1, 2, {
    tier: 'top', endsOn: '2026-07-10', costs: [aFee(8_333_300)], paidMinor: 2_499_990,
    credits: [aCreditDay('2026-06-20', 150, 5_600_000), aCreditDay('2026-07-01', 127, 4_400_000)],
  });

  test('is reduced, with a backup ready, and no fuse trips', () => {
    const one = assess(head, [benchKol({ tier: 'top', priceMinor: 5_600_000 })]);
    expect(one).toMatchObject({
      roi: '1.20', light: 'amber', tooEarly: false, daysUntilDecidable: null, moreOrders: null,
      freed: { committedMinor: 8_333_300, freedMinor: 5_833_310 }, reduction: { cutMinor: 2_916_655, newAmountMinor: 5_416_645 },
    });
    expect(one.verdict.kind).toBe('reduce');
    expect(one.verdict.reasons.map((reason) => reason.code)).toEqual(['roi_below_green', 'candidate_not_clearly_better']);
    expect(one.candidates.ranked).toHaveLength(1);
    expect(one.fuse.state).toBe('closed');
  });

  test('is replaced where somebody on the bench is clearly better', () => {
    const star = benchKol({ tier: 'top', priceMinor: 5_600_000 });
    const history = sellingAt(3, 200, { kolId: star.kolId, tier: 'top', campaignId: 'spring', endsOn: '2026-07-01', status: 'ended' });
    const one = assess(head, [star], [history]);
    expect(one.verdict).toMatchObject({ kind: 'replace', reasons: [{ code: 'roi_below_green' }, { code: 'better_candidate' }] });
    expect(one.candidates.ranked[0]?.kolIds).toEqual([star.kolId]);
  });

  test('the same facts give the same bytes', () => {
    expect(JSON.stringify(assess(head, [benchKol({ kolId: 'b', tier: 'top' })]))).toBe(JSON.stringify(assess(head, [benchKol({ kolId: 'b', tier: 'top' })])));
  });
});

describe('the ladder', () => {
  test('well above green is kept, above the star extended, and the bench is not asked', () => {
    const keep = assess(sellingAt(2.2, 200), [benchKol()]);
    expect(keep).toMatchObject({ verdict: { kind: 'keep' }, light: 'green', candidates: { ranked: [], bestProbability: null } });
    expect(assess(sellingAt(4, 400), [benchKol()])).toMatchObject({ verdict: { kind: 'extend' }, light: 'star' });
  });

  test('a handful of orders waits, and says for how many more', () => {
    const one = assess(sellingAt(1.5, 8));
    expect(one.verdict.kind).toBe('wait');
    expect(one.moreOrders).toBeGreaterThan(0);
  });

  test('too early is a countdown with its days, whatever the sales say', () => {
    const one = assess(sellingAt(0.1, 100, { firstPublishedAt: new Date('2026-07-12T16:00:00Z') }), [benchKol()]);
    expect(one).toMatchObject({ tooEarly: true, daysUntilDecidable: 3, light: 'grey', verdict: { kind: 'countdown' }, candidates: { ranked: [] } });
  });

  test('without cost there is neither ROI nor certainty', () => {
    expect(assess(sellingAt(1, 10, { costs: [] }))).toMatchObject({ roi: null, posterior: null, light: 'grey', verdict: { kind: 'wait', reasons: [{ code: 'no_cost' }] }, moreOrders: null });
  });
});

describe('the fuse of a collaboration', () => {
  const longCampaign = { campaignStartsOn: '2026-05-20', campaignEndsOn: '2026-08-20', startsOn: '2026-05-20', endsOn: '2026-08-20', firstPublishedAt: new Date('2026-05-21T02:00:00Z') };

  test('trips after three reviewed periods in a row below 1.0 and asks for a replacement at once', () => {
    const one = assess(collaborationFacts({ ...longCampaign, credits: [aCreditDay('2026-05-25', 5, 20_000)] }), [benchKol()]);
    expect(one.fuse).toMatchObject({ state: 'tripped', trippedOn: '2026-07-01' });
    expect(one.verdict).toMatchObject({ kind: 'replace', reasons: [{ code: 'fuse_tripped' }] });
    expect(one.candidates.ranked).toHaveLength(1);
  });

  test('overrides the countdown: a tripped fuse is not too early', () => {
    const one = assess(collaborationFacts({ ...longCampaign, firstPublishedAt: new Date('2026-07-13T02:00:00Z') }), [benchKol()]);
    expect(one).toMatchObject({ tooEarly: false, verdict: { kind: 'replace' } });
  });

  test('counts only completed periods that the flight touches; the as-of day belongs to the data', () => {
    const late = { ...longCampaign, startsOn: '2026-06-17', endsOn: '2026-07-14' };
    expect(assess(collaborationFacts(late)).fuse.steps.map((step) => step.period.startDay)).toEqual(['2026-06-17', '2026-07-01']);
    const [dayEarlier] = assessCollaborations(reviewFacts({ asOf: '2026-07-13', collaborations: [collaborationFacts(late)] }));
    expect(dayEarlier?.fuse.steps).toHaveLength(1);
  });
});

test('whoever is in the campaign already is no candidate for it, but is for another', () => {
  const kol = benchKol();
  const weak = sellingAt(0.5, 100);
  const [inHere] = assessCollaborations(reviewFacts({ collaborations: [weak, collaborationFacts({ kolId: kol.kolId })], bench: [kol] }));
  expect(inHere?.candidates.excluded).toEqual([{ kolId: kol.kolId, reasons: [{ code: 'already_in_campaign', detail: null }] }]);
  const [elsewhere] = assessCollaborations(reviewFacts({ collaborations: [weak, collaborationFacts({ kolId: kol.kolId, campaignId: 'autumn', firstPublishedAt: null })], bench: [kol] }));
  expect(elsewhere?.candidates.ranked).toHaveLength(1);
});

test('nothing to assess is no failure', () => {
  expect(assessCollaborations(reviewFacts())).toEqual([]);
});
