import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeProblem, lockedThrough, monthOf, monthPeriod, monthsBetween, nextToClose, periodLockRefusal, periodLockText, reopenProblem } from './period-lock.ts';

const may = { month: '2026-05', closedByName: 'Heng' };
const june = { month: '2026-06', closedByName: 'Mei' };

describe('money is not dated into a closed month', () => {
  it('up to the last day of the last closed month, and never after', () => {
    const on = (day: string) => periodLockRefusal({ day, closed: [june, may] });
    expect(on('2026-06-30')).toEqual({ month: '2026-06', closedByName: 'Mei', openFrom: '2026-07-01' });
    expect(on('2026-05-01')).toEqual({ month: '2026-05', closedByName: 'Heng', openFrom: '2026-07-01' });
    expect(on('2026-07-01')).toBeNull();
  });

  it('nor before the first closed one, which was closed along with it', () => {
    expect(periodLockRefusal({ day: '2025-12-31', closed: [june, may] })).toEqual({ month: '2025-12', closedByName: 'Heng', openFrom: '2026-07-01' });
  });

  it('while nothing is closed every day is open', () => {
    expect(periodLockRefusal({ day: '1999-01-01', closed: [] })).toBeNull();
    expect(lockedThrough([])).toBeNull();
  });

  it('and the refusal says which month, who closed it and what to do', () => {
    expect(periodLockText({ month: '2026-06', closedByName: 'Mei', openFrom: '2026-07-01' })).toBe('2026-06 is closed (by Mei): date it 2026-07-01 or later, or have finance reopen 2026-06');
  });

  it('of any run of closed months, exactly the days after it are open', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 30 }), (at, count) => {
      const closed = monthsBetween('2024-06', '2026-11').slice(0, count).map((month) => ({ month, closedByName: 'Heng' }));
      const refusal = periodLockRefusal({ day: at, closed });
      expect(refusal === null).toBe(monthOf(at) > (closed.at(-1)?.month ?? ''));
      if (refusal) expect(periodLockRefusal({ day: refusal.openFrom, closed })).toBeNull();
    }));
  });
});

describe('months are closed in order, each when it is over', () => {
  const problem = (month: string, today = '2026-07-10', closed = [may]) => closeProblem({ month, closed, firstMonth: '2026-03', today });

  it('the one after the last closed, from the day after its last', () => {
    expect(problem('2026-06')).toBeNull();
    expect(problem('2026-06', '2026-07-01')).toBeNull();
    expect(problem('2026-06', '2026-06-30')).toBe('not-ended');
  });

  it('none twice, and none out of its turn', () => {
    expect(problem('2026-05')).toBe('already-closed');
    expect(problem('2026-07')).toBe('not-next');
    expect(problem('2026-04')).toBe('not-next');
  });

  it('the first that holds anything comes first', () => {
    expect(problem('2026-03', '2026-07-10', [])).toBeNull();
    expect(problem('2026-04', '2026-07-10', [])).toBe('not-next');
    expect(nextToClose([], '2026-03')).toBe('2026-03');
    expect(nextToClose([june, may], '2026-03')).toBe('2026-07');
  });

  it('and only the last closed is opened again', () => {
    expect(reopenProblem('2026-06', [june, may])).toBeNull();
    expect(reopenProblem('2026-05', [may, june])).toBe('not-last');
    expect(reopenProblem('2026-04', [may])).toBe('not-closed');
  });
});

describe('months', () => {
  it('have their days, over the ends of years and in leap years', () => {
    expect(monthPeriod('2026-12')).toEqual({ startDay: '2026-12-01', endDay: '2027-01-01' });
    expect(lockedThrough([{ month: '2028-02', closedByName: 'x' }])).toBe('2028-02-29');
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });
});
