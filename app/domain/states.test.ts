import { describe, expect, it } from 'vitest';
import { allowedSteps, canTakeStep, COLLABORATION_STATUSES, COLLABORATION_STEP_NAMES, isActive } from './collaboration.ts';
import { netRevenueMinor, ORDER_STATUSES } from './order.ts';
import { can, PERMISSION_NAMES, permissionsOf, ROLES } from './permission.ts';
import { DEFAULT_POLICY, policySchema } from './policy.ts';

describe('the life of a collaboration', () => {
  it.each([
    ['draft', ['offer', 'cancel']],
    ['offered', ['agree', 'cancel']],
    ['agreed', ['start', 'cancel']],
    ['live', ['pause', 'end']],
    ['ended', []],
    ['paused', ['resume', 'end']],
    ['cancelled', []],
  ] as const)('from %s one can %j and nothing else', (status, steps) => {
    expect(allowedSteps(status)).toEqual(COLLABORATION_STEP_NAMES.filter((step) => (steps as readonly string[]).includes(step)));
    expect(COLLABORATION_STEP_NAMES.filter((step) => canTakeStep(status, step))).toHaveLength(steps.length);
  });

  it('is over when it has ended or was cancelled', () => {
    expect(COLLABORATION_STATUSES.filter((status) => !isActive(status))).toEqual(['ended', 'cancelled']);
  });
});

describe('net revenue of an order (product.md section 5)', () => {
  const order = (status: (typeof ORDER_STATUSES)[number], refundedMinor = 0) => ({ merchandiseMinor: 19_900, refundedMinor, status });

  it.each([
    ['paid', 0, false, 19_900],
    ['paid', 5_000, false, 14_900],
    ['partially_refunded', 19_899, false, 1],
    ['refunded', 19_900, false, 0],
    ['paid', 25_000, false, 0],
    ['pending', 0, false, 0],
    ['pending', 900, true, 19_000],
    ['pending', 20_000, true, 0],
    ['cancelled', 0, true, 0],
    ['voided', 0, true, 0],
  ] as const)('%s with %i refunded, counting unpaid: %s, is %i', (status, refunded, countPending, net) => {
    expect(netRevenueMinor(order(status, refunded), countPending)).toBe(net);
  });
});

describe('who may do what (product.md section 14)', () => {
  /** Columns: manager, content, finance, operations, admin, viewer. */
  it.each([
    ['roster:read', 'yyyyyy'],
    ['roster:write', 'y---y-'],
    ['content:write', 'yy--y-'],
    ['assets:write', 'yy--y-'],
    ['scripts:legal', '------'],
    ['contacts:read', 'y-y-y-'],
    ['costs:read', 'y-y-y-'],
    ['costs:write', 'y-y-y-'],
    ['payments:request', 'y-y-y-'],
    ['payments:approve', '--y---'],
    ['imports:run', 'y-yyy-'],
    ['shops:manage', 'y-yyy-'],
    ['proposals:decide', 'y-----'],
    ['settings:manage', '----y-'],
    ['audit:read', '--y-y-'],
  ] as const)('%s: %s', (permission, row) => {
    expect(ROLES.map((role) => (can(role, permission) ? 'y' : '-')).join('')).toBe(row);
  });

  it('a role holds exactly what the table gives it', () => {
    for (const role of ROLES) expect(permissionsOf(role)).toEqual(PERMISSION_NAMES.filter((permission) => can(role, permission)));
  });
});

it('the default policy is a policy, and its weights and stages are whole', () => {
  expect(policySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
  const bent = { ...DEFAULT_POLICY, money: { ...DEFAULT_POLICY.money, paymentSplitBasisPoints: [3000, 4000, 2000] } };
  expect(policySchema.safeParse(bent).success).toBe(false);
  const heavy = structuredClone(DEFAULT_POLICY);
  heavy.scorecard.weights.top.exposure = 36;
  expect(policySchema.safeParse(heavy).success).toBe(false);
});
