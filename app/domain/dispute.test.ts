import { expect, test } from 'vitest';
import { addWorkingDays, answerDisputeSchema, disputeDueAt, openDisputeSchema, refuseAnswer, refuseWithdrawal, tellsCost } from './dispute.ts';

test('a dispute is due at the end of the third working day after it was opened, in the workspace\'s zone', () => {
  // Friday 10 July at noon in Shanghai: Monday, Tuesday and Wednesday.
  expect(disputeDueAt(new Date('2026-07-10T04:00:00Z'), 'Asia/Shanghai')).toEqual(new Date('2026-07-15T15:59:59.999Z'));
  // Late on Thursday in UTC is Friday there already.
  expect(disputeDueAt(new Date('2026-07-09T20:00:00Z'), 'Asia/Shanghai')).toEqual(new Date('2026-07-15T15:59:59.999Z'));
  expect(['2026-07-06', '2026-07-10', '2026-07-11', '2026-07-12'].map((day) => addWorkingDays(day, 1))).toEqual(['2026-07-07', '2026-07-13', '2026-07-13', '2026-07-13']);
  expect(addWorkingDays('2026-07-10', 0)).toBe('2026-07-10');
});

test('nobody answers their own doubt, nor one that is answered; who doubted alone takes it back', () => {
  const held = { status: 'open', openedBy: 'a' } as const;
  expect([refuseAnswer(held, 'b'), refuseAnswer(held, 'a'), refuseAnswer({ ...held, status: 'rejected' }, 'b'), refuseAnswer({ ...held, openedBy: null }, null)]).toEqual([null, 'own-dispute', 'already-answered', null]);
  expect([refuseWithdrawal(held, 'a'), refuseWithdrawal(held, 'b'), refuseWithdrawal({ ...held, status: 'upheld' }, 'a'), refuseWithdrawal({ ...held, openedBy: null }, null)]).toEqual([null, 'not-yours', 'already-answered', 'not-yours']);
});

test('figures with cost in them are known', () => {
  expect(['score', 'conversion', 'views', 'roi', 'cpm'].map((figure) => tellsCost(openDisputeSchema.parse({ figure, reason: 'x' }).figure))).toEqual([false, false, false, true, true]);
});

test('evidence is a page of the web or nothing, and a decision says why', () => {
  const evidence = (evidenceUrl: string) => openDisputeSchema.safeParse({ figure: 'views', reason: 'x', evidenceUrl }).success;
  expect([evidence('https://platform.example/report'), evidence(''), evidence('javascript:alert(1)'), evidence('report')]).toEqual([true, true, false, false]);
  const decides = (body: object) => answerDisputeSchema.safeParse(body).success;
  expect([decides({ decision: 'rejected', answer: 'no' }), decides({ decision: 'upheld', answer: 'yes', remedy: 'correction' }), decides({ decision: 'upheld', answer: 'yes' }), decides({ decision: 'rejected', answer: ' ' })]).toEqual([true, true, false, false]);
});
