import { expect, test } from 'vitest';
import { isAuditAction, isAuditSubject } from './audit-action.ts';

test('what older versions wrote is told from what is written now', () => {
  expect(isAuditAction('payment.approve')).toBe(true);
  expect(isAuditAction('payment.approved')).toBe(false);
  expect(isAuditSubject('kol')).toBe(true);
  expect(isAuditSubject('toString')).toBe(false);
});
