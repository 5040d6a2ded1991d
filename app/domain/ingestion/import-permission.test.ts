import { expect, test } from 'vitest';
import { can, ROLES } from '../permission.ts';
import { mayImport } from './import-permission.ts';
import { IMPORT_KINDS } from './import-run.ts';

test('each role imports what it may also enter by hand', () => {
  const table = Object.fromEntries(ROLES.map((role) => [role, IMPORT_KINDS.filter((kind) => mayImport(kind, (permission) => can(role, permission)))]));
  expect(table).toEqual({
    manager: ['roster', 'campaigns', 'collaborations', 'content', 'orders', 'costs', 'payments'],
    content: [],
    finance: ['orders', 'costs', 'payments'],
    operations: ['orders'],
    admin: ['roster', 'campaigns', 'collaborations', 'content', 'orders', 'costs', 'payments'],
    viewer: [],
  });
});
