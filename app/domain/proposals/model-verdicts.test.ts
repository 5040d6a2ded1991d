import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCreditDay, benchKol, collaborationFacts, reviewFacts } from '#tests/factories/review-facts.ts';
import type { AttributionModel } from '../policy.ts';
import { ATTRIBUTION_MODELS } from '../policy.ts';
import { assessCollaborations } from './assess.ts';
import type { ModelVerdict } from './model-verdicts.ts';
import { flipsOf, sideBySide } from './model-verdicts.ts';
import type { CollaborationFacts, CreditDay, ReviewFacts } from './review-facts.ts';

/** Fifty orders a fortnight at `roi` times the fee of 10,000 yuan by 14 July. */
function creditsAt(roi: number): CreditDay[] {
  const revenueMinor = Math.round(roi * 1_000_000);
  return [aCreditDay('2026-06-15', 50, Math.floor(revenueMinor / 2)), aCreditDay('2026-06-29', 50, Math.ceil(revenueMinor / 2))];
}

function reviewed(collaborations: CollaborationFacts[], otherCredits?: ReviewFacts['otherCredits'], bench: ReviewFacts['bench'] = []) {
  return assessCollaborations(reviewFacts({ collaborations, bench, ...(otherCredits && { otherCredits }) }));
}

const OTHERS = ATTRIBUTION_MODELS.filter((model) => model !== 'last_click');

describe('a verdict under the other attribution models', () => {
  test('stands beside the others in their usual order, as the workspace’s own where nothing differs', () => {
    const own: ModelVerdict = { model: 'linear', orders: 3, revenueMinor: 300, roi: '1.00', atClose: null, verdict: 'keep' };
    const other: ModelVerdict = { ...own, model: 'first_click', orders: 4, verdict: 'wait' };
    expect(sideBySide(own, [other])).toEqual([{ ...own, model: 'last_click' }, other, own, { ...own, model: 'time_decay' }, { ...own, model: 'position' }]);
  });

  test('is not worked out where only the workspace’s model was read', () => {
    expect(reviewed([collaborationFacts({ credits: creditsAt(2) })])[0]?.otherModels).toBeNull();
  });

  test('needs no row where every model credits alike, and holds', () => {
    const [one] = reviewed([collaborationFacts({ credits: creditsAt(2) })], new Map());
    expect(one?.otherModels).toEqual([]);
    expect(flipsOf('keep', one?.otherModels ?? [])).toEqual([]);
  });

  test('flips where the first click tells another story', () => {
    const facts = collaborationFacts({ credits: creditsAt(1.1) });
    const [one] = reviewed([facts], new Map([['first_click', new Map([[facts.id, creditsAt(2.4)]])], ['linear', new Map([[facts.id, creditsAt(1.05)]])]]));
    expect(one?.verdict.kind).toBe('reduce');
    expect(one?.otherModels).toMatchObject([
      { model: 'first_click', orders: 100, revenueMinor: 2_400_000, roi: '2.40', verdict: 'keep' },
      { model: 'linear', orders: 100, revenueMinor: 1_050_000, roi: '1.05', verdict: 'reduce' },
    ]);
    expect(flipsOf('reduce', one?.otherModels ?? [])).toEqual([{ model: 'first_click', verdict: 'keep' }]);
  });

  test('names the bench as the workspace’s own verdict does', () => {
    const facts = collaborationFacts({ credits: creditsAt(2.4) });
    const star = benchKol();
    const history = collaborationFacts({ kolId: star.kolId, campaignId: 'spring', credits: creditsAt(6) });
    const [one] = reviewed([facts, history], new Map([['first_click', new Map([[facts.id, creditsAt(1.1)]])]]), [star]);
    expect(flipsOf('keep', one?.otherModels ?? [])).toEqual([{ model: 'first_click', verdict: 'replace' }]);
  });

  test('trips the fuse by that model’s own periods', () => {
    const facts = collaborationFacts({ campaignStartsOn: '2026-06-01', startsOn: '2026-06-01', endsOn: '2026-07-30', credits: creditsAt(3) });
    const late = [aCreditDay('2026-06-29', 100, 10_000)];
    const [one] = reviewed([facts], new Map([['position', new Map([[facts.id, late]])]]));
    expect(one?.fuse.state).toBe('closed');
    expect(one?.otherModels).toMatchObject([{ model: 'position', verdict: 'replace' }]);
  });

  test('has no ROI without cost', () => {
    const facts = collaborationFacts({ costs: [], credits: creditsAt(1) });
    const [one] = reviewed([facts], new Map([['linear', new Map([[facts.id, []]])]]));
    expect(one?.otherModels).toEqual([{ model: 'linear', orders: 0, revenueMinor: 0, roi: null, atClose: null, verdict: 'wait' }]);
  });

  test('is the verdict of a workspace that attributes by that model', () => {
    const ratio = fc.integer({ min: 0, max: 500 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.array(fc.tuple(ratio, ratio), { minLength: 1, maxLength: 3 }), fc.constantFrom(...OTHERS), (ratios, model) => {
        const own = ratios.map(([roi]) => collaborationFacts({ credits: creditsAt(roi) }));
        const other = own.map((facts, index) => ({ ...facts, credits: creditsAt(ratios[index]?.[1] ?? 0) }));
        const credits: [AttributionModel, Map<string, readonly CreditDay[]>] = [model, new Map(other.map((facts) => [facts.id, facts.credits]))];
        const inForce = reviewed(other);
        reviewed(own, new Map([credits])).forEach((one, index) => {
          const [under] = one.otherModels ?? [];
          const there = inForce[index];
          expect(under?.atClose?.median).toBeCloseTo(there?.posterior?.median ?? Number.NaN, 2);
          // A verdict may tip where a probability stands within the coarser table's error of its level.
          const atLevel = [0.8, 0.2].some((level) => Object.values(there?.posterior?.probability ?? {}).some((p) => Math.abs(p - level) < 0.003));
          if (!atLevel) expect(under?.verdict).toBe(there?.verdict.kind);
        });
      }),
      { numRuns: 40 },
    );
  });
});
