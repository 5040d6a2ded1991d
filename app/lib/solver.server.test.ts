import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinearProgram } from '#app/domain/proposals/linear-program.ts';
import type { MovableCandidate, MovableCollaboration, WhatIfInput, WhatIfLimits } from '#app/domain/proposals/what-if.ts';
import { planWhatIf } from '#app/domain/proposals/what-if.ts';
import { loadSolver } from './solver.server.ts';

const solve = await loadSolver();
const YUAN = 100;

const limits = (wishes: Partial<WhatIfLimits> = {}): WhatIfLimits => ({
  budgetMinor: 1_000_000 * YUAN, reserveMinor: 0, tierShareBasisPoints: { top: 10_000, mid: 10_000, emerging: 10_000 }, movableMinor: 1_000_000 * YUAN,
  pilotMinor: 1_000_000 * YUAN, emptySlots: { top: 10, mid: 10, emerging: 10 }, ...wishes,
});
const partner = (id: string, mean: number, wishes: Partial<MovableCollaboration> = {}): MovableCollaboration => ({
  id, tier: 'mid', committedMinor: 100_000 * YUAN, freedMinor: 100_000 * YUAN, capacityMinor: 0, roi: { mean, variance: (mean / 4) ** 2 }, ...wishes,
});
const candidate = (kolId: string, mean: number, wishes: Partial<MovableCandidate> = {}): MovableCandidate => ({
  kolId, tier: 'mid', priceMinor: 80_000 * YUAN, roi: { mean, variance: (mean / 2) ** 2 }, isPilot: true, ...wishes,
});
const input = (wishes: Partial<WhatIfInput> = {}): WhatIfInput => ({ currency: 'CNY', collaborations: [], candidates: [], limits: limits(), returnsExponent: 1, ...wishes });

describe('the solver', () => {
  it('finds the best of every subset, as trying them all does', { timeout: 30_000 }, () => {
    const item = fc.record({ value: fc.integer({ min: 1, max: 50 }), weight: fc.integer({ min: 1, max: 20 }) });
    fc.assert(fc.property(fc.array(item, { minLength: 1, maxLength: 9 }), fc.integer({ min: 0, max: 60 }), (items, room) => {
      const program: LinearProgram = {
        maximise: items.map(({ value }, index) => ({ variable: `y${index}`, coefficient: value })),
        rows: [{ name: 'room', terms: items.map(({ weight }, index) => ({ variable: `y${index}`, coefficient: weight })), atMost: room }],
        variables: items.map((_, index) => ({ name: `y${index}`, kind: 'binary', atMost: 1 })),
      };
      let best = 0;
      for (let set = 0; set < 2 ** items.length; set += 1) {
        const inside = items.filter((_, index) => (set >> index) & 1);
        if (inside.reduce((sum, one) => sum + one.weight, 0) <= room) best = Math.max(best, inside.reduce((sum, one) => sum + one.value, 0));
      }
      const solution = solve(program);
      expect(solution.status === 'optimal' ? Math.round(solution.value) : null).toBe(best);
    }), { numRuns: 40 });
  });
});

describe('what if the money moved', () => {
  it('takes the better candidate for a poor partner, and leaves a good one alone', () => {
    const outcome = planWhatIf(input({
      collaborations: [partner('poor', 0.6), partner('good', 2.5)], candidates: [candidate('strong', 2), candidate('weak', 0.4)],
      limits: limits({ budgetMinor: 200_000 * YUAN }),
    }), solve);
    expect(outcome).toMatchObject({ status: 'planned', plan: { changes: [{ collaborationId: 'poor', toMinor: 20_000 * YUAN }], additions: [{ kolId: 'strong' }] } });
    if (outcome.status !== 'planned') return;
    // 80,000 moved from an ROI of 0.6 to one of 2.
    expect(outcome.plan.revenueAfterMinor - outcome.plan.revenueBeforeMinor).toBe(Math.round(80_000 * YUAN * 1.4));
    expect(outcome.plan.spendAfterMinor).toBe(outcome.plan.spendBeforeMinor);
    expect(outcome.plan.probabilityBetter).toBeGreaterThan(0.8);
  });

  it('names a limit that binds with what one more 1,000 would bring', () => {
    const outcome = planWhatIf(input({ collaborations: [partner('star', 3, { freedMinor: 0, capacityMinor: 100_000 * YUAN })], limits: limits({ movableMinor: 10_000 * YUAN }) }), solve);
    expect(outcome).toMatchObject({
      status: 'planned', plan: { changes: [{ collaborationId: 'star', toMinor: 110_000 * YUAN }] }, binding: [{ limit: 'revision', oneMoreBringsMinor: 3_000 * YUAN }],
    });
  });

  it('spends less on each further unit when returns diminish', () => {
    const two = [partner('a', 2, { freedMinor: 0, capacityMinor: 100_000 * YUAN }), partner('b', 2, { freedMinor: 0, capacityMinor: 100_000 * YUAN })];
    const outcome = planWhatIf(input({ collaborations: two, limits: limits({ budgetMinor: 250_000 * YUAN }), returnsExponent: 0.7 }), solve);
    expect(outcome.status === 'planned' && outcome.plan.changes.map((change) => change.toMinor)).toEqual([125_000 * YUAN, 125_000 * YUAN]);
  });

  it('keeps slots, pilots and tier shares', () => {
    const bench = ['a', 'b', 'c'].map((id) => candidate(id, 2));
    const taken = (wishes: Partial<WhatIfLimits>) => {
      const outcome = planWhatIf(input({ candidates: bench, limits: limits(wishes) }), solve);
      return outcome.status === 'planned' ? outcome.plan.additions.length : -1;
    };
    expect(taken({})).toBe(3);
    expect(taken({ emptySlots: { top: 0, mid: 1, emerging: 0 } })).toBe(1);
    expect(taken({ pilotMinor: 170_000 * YUAN })).toBe(2);
    expect(taken({ tierShareBasisPoints: { top: 8_500, mid: 1_000, emerging: 500 } })).toBe(1);
  });

  it('names the limits that cannot all hold', () => {
    const paid = partner('paid', 2, { freedMinor: 0 });
    expect(planWhatIf(input({ collaborations: [paid], limits: limits({ budgetMinor: 90_000 * YUAN }) }), solve)).toEqual({ status: 'infeasible', conflicting: ['budget'] });
    const shares = { top: 4_000, mid: 3_500, emerging: 2_500 };
    expect(planWhatIf(input({ collaborations: [paid], limits: limits({ budgetMinor: 200_000 * YUAN, tierShareBasisPoints: shares }) }), solve)).toEqual({ status: 'infeasible', conflicting: ['share_mid'] });
  });

  it('never breaks a limit, never does worse than nothing, and gives the same plan twice', { timeout: 60_000 }, () => {
    const some = fc.record({
      partners: fc.array(fc.record({ roi: fc.double({ min: 0.2, max: 4, noNaN: true }), freed: fc.integer({ min: 0, max: 100_000 }), capacity: fc.integer({ min: 0, max: 100_000 }) }), { maxLength: 5 }),
      bench: fc.array(fc.record({ roi: fc.double({ min: 0.2, max: 4, noNaN: true }), price: fc.integer({ min: 1_000, max: 100_000 }) }), { maxLength: 4 }),
      movable: fc.integer({ min: 0, max: 200_000 }), slots: fc.integer({ min: 0, max: 2 }), exponent: fc.constantFrom(0.6, 0.8, 1),
    });
    fc.assert(fc.property(some, ({ partners, bench, movable, slots, exponent }) => {
      const asked = input({
        collaborations: partners.map((one, index) => partner(`p${index}`, one.roi, { freedMinor: one.freed * YUAN, capacityMinor: one.capacity * YUAN })),
        candidates: bench.map((one, index) => candidate(`k${index}`, one.roi, { priceMinor: one.price * YUAN })), returnsExponent: exponent,
        limits: limits({ movableMinor: movable * YUAN, emptySlots: { top: 0, mid: slots, emerging: 0 } }),
      });
      const outcome = planWhatIf(asked, solve);
      expect(outcome.status).toBe('planned');
      if (outcome.status !== 'planned') return;
      const { plan } = outcome;
      expect(planWhatIf(asked, solve)).toEqual(outcome);
      expect(plan.revenueAfterMinor).toBeGreaterThanOrEqual(plan.revenueBeforeMinor - 1);
      const moved = plan.additions.reduce((sum, one) => sum + one.priceMinor, 0) + plan.changes.reduce((sum, one) => sum + Math.max(0, one.toMinor - one.fromMinor), 0);
      expect(moved).toBeLessThanOrEqual(movable * YUAN + 1);
      expect(plan.additions.length).toBeLessThanOrEqual(slots + plan.changes.filter((one) => one.ends).length);
      for (const change of plan.changes) {
        const before = asked.collaborations.find((one) => one.id === change.collaborationId);
        expect(change.fromMinor - change.toMinor).toBeLessThanOrEqual(before?.freedMinor ?? 0);
        expect(change.toMinor - change.fromMinor).toBeLessThanOrEqual(before?.capacityMinor ?? 0);
      }
    }), { numRuns: 30 });
  });
});
