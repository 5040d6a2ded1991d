import { describe, expect, test } from 'vitest';
import { ROLES } from './permission.ts';
import { maySetRoleDefaults, mayChangeView, mayShareViews, openingView, seesView, VIEW_VISIBILITIES, viewNameSchema, viewQuerySchema } from './saved-view.ts';

const owner = 'owner';
const rolesThat = (holds: (role: (typeof ROLES)[number]) => boolean) => ROLES.filter(holds);

describe('views of others', () => {
  test('are seen unless they are private', () => {
    expect(VIEW_VISIBILITIES.filter((visibility) => seesView({ ownerId: owner, visibility }, { userId: 'other', role: 'viewer' }))).toEqual(['team', 'locked']);
    expect(seesView({ ownerId: owner, visibility: 'private' }, { userId: owner, role: 'viewer' })).toBe(true);
  });

  test.each([['private', []], ['team', ['manager', 'admin']], ['locked', ['admin']]] as const)('that are %s are changed by %j', (visibility, roles) => {
    expect(rolesThat((role) => mayChangeView({ ownerId: owner, visibility }, { userId: 'other', role }))).toEqual(roles);
    expect(rolesThat((role) => mayChangeView({ ownerId: owner, visibility }, { userId: owner, role }))).toEqual([...ROLES]);
  });
});

test('who only looks keeps views to themselves, and those who lead say what others begin with', () => {
  expect(rolesThat(mayShareViews)).toEqual(['manager', 'content', 'finance', 'operations', 'admin']);
  expect(rolesThat(maySetRoleDefaults)).toEqual(['manager', 'admin']);
});

test('the own choice goes before the role\'s, also when it is the whole list', () => {
  expect(openingView({ own: undefined, ofRole: undefined })).toBeNull();
  expect(openingView({ own: undefined, ofRole: 'role' })).toBe('role');
  expect(openingView({ own: null, ofRole: 'role' })).toBeNull();
  expect(openingView({ own: 'own', ofRole: 'role' })).toBe('own');
});

test('a view keeps the question, not the page nor the tab it was asked on', () => {
  expect(viewQuerySchema.parse('?v=all&q=莉&f.tier=top&after=abc&before=x\0')).toBe('q=%E8%8E%89&f.tier=top');
  expect(viewQuerySchema.safeParse('x'.repeat(4001)).success).toBe(false);
  expect([viewNameSchema.safeParse('  ').success, viewNameSchema.parse(' 红灯 ')]).toEqual([false, '红灯']);
});
