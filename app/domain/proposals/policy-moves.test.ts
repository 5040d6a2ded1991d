import { expect, test } from 'vitest';
import { aCreditDay, aFee, benchKol, collaborationFacts, reviewFacts } from '#tests/factories/review-facts.ts';
import type { Policy } from '../policy.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import { policyChanges } from '../policy-changes.ts';
import { scoreCollaborations } from '../scoring/score-collaborations.ts';
import { assessCollaborations, judgeCollaborations } from './assess.ts';
import { factsAsOf, fuseAsOf, lightsAsOf, pastReviews } from './policy-history.ts';
import { beyondReviews, causesOf, movesBetween } from './policy-moves.ts';
import type { ReviewFacts } from './review-facts.ts';
import { QUICK_COARSENESS } from './roi-distribution.ts';

const policyWith = (change: (policy: Policy) => Partial<Policy>): Policy => ({ ...DEFAULT_POLICY, ...change(DEFAULT_POLICY) });
const greener = policyWith(({ roi }) => ({ roi: { ...roi, greenFrom: 1.2 } }));
const earlyFuse = policyWith(({ review }) => ({ review: { ...review, fuseSteps: 1 } }));

/** ROI about 1.3 from many orders: amber for sure. */
const amberOne = () => collaborationFacts({ credits: [aCreditDay('2026-06-20', 600, 12_000_000)], costs: [aFee(9_300_000)] });
/** Nothing sold for a fee that accrues: the first period counts against the fuse. */
const idleOne = () => collaborationFacts({});

const findings = (facts: ReviewFacts, policy: Policy) => {
  const under = { ...facts, policy };
  return { judged: judgeCollaborations(under, QUICK_COARSENESS), cards: scoreCollaborations(under) };
};
const movesUnder = (facts: ReviewFacts, policy: Policy) => {
  const [before, after] = [findings(facts, facts.policy), findings(facts, policy)];
  return facts.collaborations.flatMap((_, at) => movesBetween({ judged: before.judged[at]!, card: before.cards[at]! }, { judged: after.judged[at]!, card: after.cards[at]! }));
};

test('judging tells light, fuse and verdict as the review itself does', () => {
  const facts = reviewFacts({ collaborations: [amberOne(), idleOne(), collaborationFacts({ costs: [] })], bench: [benchKol()] });
  const quick = judgeCollaborations(facts, QUICK_COARSENESS).map(({ light, fuse, verdict }) => [light, fuse.state, verdict.kind]);
  expect(quick).toEqual(assessCollaborations(facts).map(({ light, fuse, verdict }) => [light, fuse.state, verdict.kind]));
});

test('the same policy moves nobody', () => {
  expect(movesUnder(reviewFacts({ collaborations: [amberOne(), idleOne()] }), DEFAULT_POLICY)).toEqual([]);
});

test('a lower green light moves light and verdict, with the ROI that did not change', () => {
  const moves = movesUnder(reviewFacts({ collaborations: [amberOne()] }), greener);
  expect(moves.map(({ kind, before, after }) => [kind, before.state, after.state])).toEqual([['light', 'amber', 'green'], ['verdict', 'reduce', 'keep']]);
  const light = moves.find((move) => move.kind === 'light');
  expect(light?.before).toEqual({ ...light?.after, state: 'amber' });
});

test('a light that turns grey because more patience is asked for says so; without cost there is no ROI to name', () => {
  const patient = policyWith(({ review }) => ({ review: { ...review, tooEarlyBelow: 1 } }));
  expect(movesUnder(reviewFacts({ collaborations: [amberOne()] }), patient)[0]).toMatchObject({ kind: 'light', before: { tooEarly: false }, after: { state: 'grey', tooEarly: true } });
  const facts = reviewFacts({ collaborations: [amberOne()] });
  const free = { ...facts, collaborations: facts.collaborations.map((one) => ({ ...one, costs: [] })) };
  const [before, after] = [findings(facts, DEFAULT_POLICY), findings(free, DEFAULT_POLICY)];
  expect(movesBetween({ judged: before.judged[0]!, card: before.cards[0]! }, { judged: after.judged[0]!, card: after.cards[0]! })[0]).toMatchObject({ after: { state: 'grey', roi: null } });
});

test('a fuse of one step trips where one of three only warned, with the periods that count against it', () => {
  const moves = movesUnder(reviewFacts({ collaborations: [idleOne()] }), earlyFuse);
  expect(moves.find((move) => move.kind === 'fuse')).toMatchObject({
    before: { state: 'warned_2', periods: 2, below: 2, trippedOn: null }, after: { state: 'tripped', periods: 1, below: 1, trippedOn: '2026-06-29' },
  });
});

test('a grade moves with its threshold, and appears where less data is asked for', () => {
  const counts = { views: 100_000, impressions: null, likes: 4_000, comments: 300, shares: 500, saves: 900, positiveComments: null, neutralComments: null, negativeComments: null };
  const posted = collaborationFacts({ posts: [{ publishedAt: new Date('2026-06-16T02:00:00Z'), snapshots: [{ capturedAt: new Date('2026-07-08T02:00:00Z'), ...counts }] }] });
  const facts = reviewFacts({ collaborations: [posted], policy: policyWith(({ scorecard }) => ({ scorecard: { ...scorecard, minimumCoverage: 1 } })) });
  const moves = movesUnder(facts, policyWith(({ scorecard }) => ({ scorecard: { ...scorecard, minimumCoverage: 0.1, grades: { S: 4, A: 3, B: 2, C: 1 } } })));
  expect(moves).toMatchObject([{ kind: 'grade', before: { state: null, score: null }, after: { state: 'S' } }]);
});

test('each kind of move has its causes; what no review shows is told apart', () => {
  const changed = policyWith(({ roi, review, scorecard, attribution }) => ({
    roi: { ...roi, greenFrom: 2, grossMarginBasisPoints: 5000 }, review: { ...review, fuseSteps: 2 }, scorecard: { ...scorecard, minimumPeers: 5 }, attribution: { ...attribution, couponGraceDays: 10 },
  }));
  const changes = policyChanges(DEFAULT_POLICY, changed);
  const pathsOf = (all: typeof changes) => all.map(({ path }) => path);
  expect(pathsOf(causesOf('light', changes))).toEqual(['roi.greenFrom', 'review.fuseSteps']);
  expect(pathsOf(causesOf('fuse', changes))).toEqual(['review.fuseSteps']);
  expect(pathsOf(causesOf('grade', changes))).toEqual(['scorecard.minimumPeers']);
  expect(pathsOf(beyondReviews(changes))).toEqual(['attribution.couponGraceDays', 'roi.grossMarginBasisPoints']);
});

test('past reviews are the ends of the periods of campaigns that had begun, today left out', () => {
  const running = collaborationFacts();
  const late = collaborationFacts({ startsOn: '2026-07-05' });
  const pencilled = collaborationFacts({ status: 'draft' });
  const over = collaborationFacts({ campaignStartsOn: '2026-05-01', campaignEndsOn: '2026-05-20', startsOn: '2026-05-01', endsOn: '2026-05-20' });
  const facts = reviewFacts({ asOf: '2026-07-12', collaborations: [running, late, pencilled, over] });
  expect(pastReviews(facts, 90).map(({ day, collaborationIds }) => [day, [...collaborationIds]])).toEqual([
    ['2026-05-14', [over.id]], ['2026-05-28', [over.id]], ['2026-06-28', [running.id]],
  ]);
  expect(pastReviews(facts, 30).map(({ day }) => day)).toEqual(['2026-06-28']);
});

test('facts of an earlier day know nothing of what came after it', () => {
  const one = collaborationFacts({ credits: [aCreditDay('2026-06-20', 1, 100), aCreditDay('2026-06-29', 1, 100)], clicks: [{ day: '2026-06-29', clicks: 3 }] });
  const unpublished = collaborationFacts({ firstPublishedAt: null });
  const then = factsAsOf(reviewFacts({ collaborations: [one, unpublished, collaborationFacts({ firstPublishedAt: new Date('2026-06-28T16:00:00Z') })] }), '2026-06-28');
  expect(then).toMatchObject({ asOf: '2026-06-28', dataAt: new Date('2026-06-28T16:00:00Z') });
  expect(then.collaborations.map(({ credits, clicks, firstPublishedAt }) => [credits.length, clicks.length, firstPublishedAt?.toISOString() ?? null])).toEqual([
    [1, 0, '2026-06-16T02:00:00.000Z'], [0, 0, null], [0, 0, null],
  ]);
});

test('lights of a past review are compared under both policies; too early is grey, without cost as well', () => {
  const amber = amberOne();
  const free = collaborationFacts({ costs: [] });
  const fresh = collaborationFacts({ firstPublishedAt: new Date('2026-06-27T02:00:00Z') });
  const before = reviewFacts({ collaborations: [amber, free, fresh] });
  const past = { day: '2026-06-28', collaborationIds: new Set([amber.id, free.id, fresh.id, 'gone']) };
  const grey = { before: 'grey', after: 'grey' };
  const found = Object.fromEntries(lightsAsOf({ before, after: { ...before, policy: greener } }, past));
  expect(found).toEqual({ [amber.id]: { before: 'green', after: 'green' }, [free.id]: grey, [fresh.id]: grey });
  const patient = policyWith(({ review }) => ({ review: { ...review, arrivalHalfLifeDays: 60 } }));
  expect(Object.fromEntries(lightsAsOf({ before, after: { ...before, policy: patient } }, past))[amber.id]).toEqual({ before: 'green', after: 'grey' });
});

test('a fuse stands where its last period that was over by then left it', () => {
  const [judged] = judgeCollaborations(reviewFacts({ collaborations: [idleOne()], policy: earlyFuse }), QUICK_COARSENESS);
  expect(['2026-06-27', '2026-06-28', '2026-07-14'].map((day) => judged && fuseAsOf(judged.fuse, day))).toEqual(['closed', 'tripped', 'tripped']);
});
