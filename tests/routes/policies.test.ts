import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PAGES } from '#app/components/command-list.ts';
import { NAVIGATION } from '#app/components/navigation.ts';
import { AUDIT_SUBJECTS } from '#app/domain/audit-action.ts';
import type { Permission, Role, TokenScope } from '#app/domain/permission.ts';
import { can, PERMISSION_NAMES, ROLES, TOKEN_SCOPES } from '#app/domain/permission.ts';
import { subjectPath } from '#app/routes/audit._index/subject-path.ts';
import { RAW_ROUTES } from '#app/server/webhooks/raw-routes.ts';
import type { PortalRoute } from '#tests/setup/portal.ts';
import { portalRoutes } from '#tests/setup/portal.ts';

let routes: PortalRoute[] = [];
beforeAll(async () => {
  routes = await portalRoutes();
});

/** Routes that anybody may reach, each with the reason that its code states. A new one must be put here on purpose. */
const OPEN_ROUTES = [
  'GET / (root): the frame of every page, the sign-in page included',
  'GET /api/*: tells programs in their own form that an address does not exist',
  'GET /api/v1/openapi.json: says how to talk to the API, nothing about anybody',
  'GET /preferences: an old link to here leads home',
  'GET /s/:token/download: an old address of a shared download leads to the page of its link',
  'GET /s/:token: people outside are given a link that ends; it opens its own assets and nothing else',
  'GET /sign-in: the way in',
  'GET /sign-out: an old link to here leads to the sign-in page',
  'POST /api/*: tells programs in their own form that an address does not exist',
  'POST /preferences: language and theme are chosen before signing in',
  'POST /s/:token/download: people outside take what was shared with them, where the link allows it; each download is recorded',
  'POST /sign-in: the way in; attempts are limited',
  'POST /sign-out: ending a session needs no permission',
  'POST /webhooks/shopify/:connectionId: signed by the sender; nothing is read before the signature holds',
  'POST /webhooks/standard/:connectionId: signed by the sender; nothing is read before the signature holds',
  'POST /webhooks/woocommerce/:connectionId: signed by the sender; nothing is read before the signature holds',
];

/** product.md section 14, as it stands there: manager, content, finance, operations, admin, viewer. */
const SECTION_14: Record<Permission, string> = {
  'roster:read': 'yyyyyy',
  'roster:write': 'y---y-',
  'content:write': 'yy--y-',
  'assets:write': 'yy--y-',
  // Granted to people one by one.
  'scripts:legal': '------',
  'contacts:read': 'y-y-y-',
  'costs:read': 'y-y-y-',
  'costs:write': 'y-y-y-',
  'payments:request': 'y-y-y-',
  'payments:approve': '--y---',
  'imports:run': 'y-yyy-',
  'shops:manage': 'y-yyy-',
  'proposals:decide': 'y-----',
  'sign-offs:vote': 'y-yy--',
  'disputes:open': 'yyyyy-',
  'disputes:answer': 'yy--y-',
  'settings:manage': '----y-',
  'audit:read': '--y-y-',
};

/**
 * What each area asks at the least, by the first part of its address: whoever gets in holds `read`, whoever changes something one of `write`.
 * A permission that fewer roles hold will do too. An area that is not here has no rule, and its routes fail.
 */
const AREAS: Record<string, { read: Permission; write: readonly Permission[] }> = {
  '': { read: 'roster:read', write: [] },
  'kols': { read: 'roster:read', write: ['roster:write'] },
  // Views are a person's own; who may share and change one is decided by the view (app/domain/saved-view.ts).
  'views': { read: 'roster:read', write: ['roster:read'] },
  'deleted': { read: 'roster:write', write: ['roster:write'] },
  'edits': { read: 'roster:write', write: ['roster:write'] },
  // Finance locks a tier's budget.
  'campaigns': { read: 'roster:read', write: ['roster:write', 'content:write', 'payments:approve'] },
  'collaborations': { read: 'roster:read', write: ['roster:write', 'content:write', 'costs:write', 'payments:request', 'payments:approve'] },
  'search': { read: 'roster:read', write: [] },
  'content': { read: 'roster:read', write: ['content:write'] },
  'assets': { read: 'roster:read', write: ['assets:write'] },
  // Who answers for ended rights takes the file all the same, and leaves a reason in the audit log.
  'assets/:assetId': { read: 'roster:read', write: ['assets:write', 'audit:read'] },
  // Whoever may look at files may take several together; what is written is the log of it.
  'assets/zip': { read: 'roster:read', write: ['roster:read'] },
  'collections': { read: 'roster:read', write: ['assets:write'] },
  'shares': { read: 'assets:write', write: ['assets:write'] },
  'orders': { read: 'roster:read', write: [] },
  'scorecards': { read: 'roster:read', write: ['disputes:open'] },
  'roi': { read: 'roster:read', write: ['proposals:decide'] },
  'attribution': { read: 'roster:read', write: [] },
  'reviews': { read: 'costs:read', write: [] },
  'proposals': { read: 'roster:read', write: ['proposals:decide'] },
  'sign-offs': { read: 'roster:read', write: ['sign-offs:vote', 'costs:write'] },
  'scripts': { read: 'roster:read', write: ['content:write'] },
  'finance': { read: 'costs:read', write: ['costs:write', 'payments:request', 'payments:approve'] },
  'imports': { read: 'imports:run', write: ['imports:run'] },
  // What a person is told of is decided row by row, by what they may do.
  'notices': { read: 'roster:read', write: ['roster:read'] },
  'settings': { read: 'settings:manage', write: ['settings:manage'] },
  // Whoever reads the audit log sees every published threshold there; the page that explains them is open to the same people.
  'settings/': { read: 'audit:read', write: ['settings:manage'] },
  'settings/policy': { read: 'audit:read', write: ['settings:manage'] },
  'settings/shops': { read: 'shops:manage', write: ['shops:manage'] },
  'audit': { read: 'audit:read', write: [] },
};

const rolesOf = (permission: Permission) => ROLES.filter((role) => can(role, permission));
const isAtLeast = (stated: Permission, demanded: Permission) => rolesOf(stated).every((role) => can(role, demanded));

const areaOf = (pattern: string) => {
  const [first = '', second = ''] = pattern.slice(1).replace(/\.(csv|xlsx)$/, '').split('/');
  return AREAS[`${first}/${second}`] ?? AREAS[first];
};

/** What each scope lets a token do, next to the roles of section 14 that could do the same by hand. */
const API_SCOPES: Record<string, TokenScope> = {
  'GET /api/v1/assets': 'read',
  'GET /api/v1/campaigns': 'read',
  'GET /api/v1/collaborations': 'read',
  'GET /api/v1/collaborations/:id/credits': 'read',
  'GET /api/v1/collaborations/:id/scorecard': 'costs:read',
  'GET /api/v1/collaborations/:id/statement': 'costs:read',
  'GET /api/v1/kols': 'read',
  'GET /api/v1/orders': 'read',
  'GET /api/v1/proposals': 'costs:read',
  'GET /api/v1/roi': 'costs:read',
  'POST /api/v1/clicks': 'clicks:write',
  'POST /api/v1/content-metrics': 'content:write',
  'POST /api/v1/orders': 'orders:write',
  'POST /api/v1/proposals/:id/decision': 'proposals:decide',
  'POST /api/v1/refunds': 'orders:write',
};

test('the permissions are those of product.md section 14, role by role', () => {
  const table = Object.fromEntries(PERMISSION_NAMES.map((permission) => [permission, ROLES.map((role: Role) => (can(role, permission) ? 'y' : '-')).join('')]));
  expect(table).toEqual(SECTION_14);
});

test('no scope of a token opens more than its words say', () => {
  expect(TOKEN_SCOPES).toEqual({
    'orders:write': [], 'clicks:write': [], 'content:write': ['content:write'], 'read': ['roster:read'], 'costs:read': ['costs:read'], 'proposals:decide': ['proposals:decide'],
  });
});

const statedOf = (address: string): Permission | undefined => routes.flatMap(({ pattern, loaderPolicy }) => (pattern === address && loaderPolicy?.kind === 'session' ? [loaderPolicy.permission] : []))[0];

test('the rail and the palette lead nobody to a page that is closed to them', () => {
  for (const { to, permission } of [...NAVIGATION, ...PAGES]) expect([to, statedOf(to)]).toEqual([to, permission]);
});

test('nor does the audit log', () => {
  for (const role of rolesOf('audit:read')) {
    const led = AUDIT_SUBJECTS.flatMap((kind) => subjectPath(kind, 'x', (permission) => can(role, permission)) ?? []);
    const closed = led.filter((to) => !can(role, statedOf(to) ?? 'audit:read'));
    expect([role, closed]).toEqual([role, []]);
  }
  expect(subjectPath('person', 'x', (permission) => can('admin', permission))).toBe('/settings/people');
});

describe('every route states who may come in', () => {
  test('every loader and every action is made by page, api or open', () => {
    const without = routes.flatMap(({ id, module, loaderPolicy, actionPolicy }) => [
      ...(module.loader && !loaderPolicy ? [`loader of ${id}`] : []),
      ...(module.action && !actionPolicy ? [`action of ${id}`] : []),
    ]);
    expect(without).toEqual([]);
  });

  test('a policy is put on in one place only, so none is made up', () => {
    const folder = path.resolve(import.meta.dirname, '../../app');
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const makers = files.filter((file) => /Object\.assign\([^)]*policy|\.policy\s*=[^=]/.test(fs.readFileSync(path.join(folder, file), 'utf8')));
    expect(makers).toEqual(['lib/authorize.server.ts']);
  });

  test('a page that shows data has a loader: without one nothing asks who is there', () => {
    expect(routes.filter(({ module, parentId }) => parentId !== undefined && !module.loader && !module.action).map(({ id }) => id)).toEqual([]);
  });

  test('open routes are these, for these reasons', () => {
    const open = routes.flatMap(({ id, pattern, loaderPolicy, actionPolicy }) => [
      ...(loaderPolicy?.kind === 'open' ? [`GET ${pattern}${id === 'root' ? ' (root)' : ''}: ${loaderPolicy.why}`] : []),
      ...(actionPolicy?.kind === 'open' ? [`POST ${pattern}: ${actionPolicy.why}`] : []),
    ]);
    const raw = RAW_ROUTES.map(({ method, pattern, why }) => `${method} ${pattern}: ${why}`);
    expect([...open, ...raw].toSorted()).toEqual(OPEN_ROUTES);
  });

  test('under /api there are tokens, elsewhere sessions', () => {
    const misplaced = routes.filter(({ pattern, loaderPolicy, actionPolicy }) =>
      [loaderPolicy, actionPolicy].some((policy) => policy && policy.kind !== 'open' && (policy.kind === 'token') !== pattern.startsWith('/api/')));
    expect(misplaced.map(({ id }) => id)).toEqual([]);
  });

  test('no page and no action is weaker than its area', () => {
    const wrong = routes.flatMap(({ pattern, loaderPolicy, actionPolicy }) => {
      const area = areaOf(pattern);
      const told = [['GET', loaderPolicy, area ? [area.read] : []], ['POST', actionPolicy, area?.write ?? []]] as const;
      return told.flatMap(([method, policy, demanded]) => {
        if (policy?.kind !== 'session' || demanded.some((permission) => isAtLeast(policy.permission, permission))) return [];
        return [`${method} ${pattern} asks for ${policy.permission}; its area demands ${demanded.join(' or ') || 'a line in AREAS'}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('each operation of the API has its scope', () => {
    const scopes = routes.flatMap(({ pattern, loaderPolicy, actionPolicy }) => [
      ...(loaderPolicy?.kind === 'token' ? [[`GET ${pattern}`, loaderPolicy.scope] as const] : []),
      ...(actionPolicy?.kind === 'token' ? [[`POST ${pattern}`, actionPolicy.scope] as const] : []),
    ]);
    expect(Object.fromEntries(scopes)).toEqual(API_SCOPES);
  });
});
