import fs from 'node:fs';
import path from 'node:path';
import { UNSAFE_flatRoutes as flatRoutes } from '@remix-run/dev';
import type { Role } from '#app/domain/permission.ts';

/** A page of the portal as somebody opens it who sees all of it. */
export interface ListedPage {
  /** As Remix knows it: `/kols/:kolId`, filled in with what the demo workspace holds. */
  readonly pattern: string;
  /** Null for a visitor who is not signed in. */
  readonly role: Role | null;
  readonly search?: string;
  /** Other than 200. */
  readonly status?: number;
}

const ofRole = (role: Role | null, patterns: readonly string[]): ListedPage[] => patterns.map((pattern) => ({ pattern, role }));

/** Every page, each once or in the states that look different. `missingPages` tells which one was forgotten. */
export const PAGES: readonly ListedPage[] = [
  ...ofRole(null, ['/sign-in']),
  ...ofRole('manager', [
    '/', '/campaigns', '/campaigns/:slug', '/campaigns/new', '/campaigns/:slug/edit', '/campaigns/:slug/budget', '/campaigns/:slug/what-if', '/campaigns/:slug/scripts',
    '/kols', '/kols/duplicates', '/kols/:kolId', '/kols/new', '/kols/:kolId/edit',
    '/collaborations', '/collaborations/:collaborationId', '/collaborations/new', '/collaborations/:collaborationId/edit', '/collaborations/:collaborationId/costs',
    '/collaborations/:collaborationId/orders', '/collaborations/:collaborationId/brief', '/collaborations/:collaborationId/exclusion', '/collaborations/:scriptedId/scripts',
    '/collaborations/:scriptedId/scripts/:version', '/scripts', '/scripts/templates', '/content/:contentId', '/orders', '/orders/:shop/:orderId',
    '/attribution', '/attribution/conflicts', '/attribution/coupons', '/scorecards', '/scorecards/:collaborationId', '/scorecards/:collaborationId/dispute', '/scorecards/disputes', '/scorecards/disputes/:disputeId', '/roi', '/roi/rows',
    '/proposals', '/proposals/:proposalId', '/proposals/calibration', '/proposals/swaps', '/reviews', '/reviews/:slug/:periodNumber',
    '/campaigns/:slug/plan', '/campaigns/:slug/targets', '/campaigns/:slug/snapshots', '/campaigns/:slug/unassigned', '/notices', '/notices/preferences', '/deleted',
    '/assets', '/assets/:assetId', '/assets/best', '/collections', '/collections/:collectionId', '/shares', '/sign-offs', '/sign-offs/:requestId', '/imports', '/imports/:importId', '/imports/:importId/undo',
  ]),
  { pattern: '/campaigns/:slug/scripts/compare', role: 'manager', search: '?first=:scriptedId&second=:otherScriptedId' },
  { pattern: '/campaigns/:slug/move', role: 'manager', search: '?collaboration=:collaborationId&target=bench' },
  { pattern: '/campaigns/:slug/lock', role: 'finance', search: '?tier=mid' },
  { pattern: '/search', role: 'manager', search: '?q=wang' },
  { pattern: '/assets/zip', role: 'manager', search: '?asset=:assetId' },
  { pattern: '/assets/zip', role: 'viewer', search: '?asset=:assetId&channel=press&territory=US' },
  { pattern: '/s/:token', role: null },
  { pattern: '/imports/new', role: 'manager', search: '?kind=roster' },
  { pattern: '/roi', role: 'manager', search: '?by=tier' },
  { pattern: '/roi', role: 'viewer' },
  { pattern: '/kols', role: 'viewer', search: '?q=nobody-is-called-so' },
  { pattern: '/kols', role: 'manager', search: '?group=tier&closed=top' },
  { pattern: '/kols/nobody', role: 'manager', status: 404 },
  { pattern: '/finance', role: 'content', status: 403 },
  { pattern: '/sign-offs/new', role: 'manager', search: '?kind=fuse_reset&subject=:trippedId' },
  ...ofRole('finance', [
    '/finance', '/finance/:kolId', '/finance/check', '/finance/exports', '/finance/ledger', '/finance/ledger/:sequence', '/finance/payments', '/finance/payments/:paymentId',
    '/finance/periods', '/finance/variance', '/collaborations/:collaborationId/papers', '/audit', '/collaborations/:scriptedId/scripts/:version/legal',
  ]),
  ...ofRole('admin', [
    '/settings', '/settings/people', '/settings/policy/draft', '/settings/policy/history', '/settings/policy/simulation', '/settings/rates', '/settings/shops', '/settings/shops/deliveries',
    '/settings/shops/deliveries/:deliveryId', '/settings/notices', '/settings/sources', '/settings/tokens', '/settings/workspace',
  ]),
];

/** Pages that are answers to something one did (a download refused, a change of many rows, a change taken back): the walks of those come by them. */
const ANSWERS: readonly string[] = ['/assets/:assetId/take', '/edits/:runId/undo', '/kols/bulk'];

/** Parameters that the list names otherwise than the route does, because not every collaboration has scripts. */
const RENAMED: Readonly<Record<string, string>> = { scriptedId: 'collaborationId' };

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** The routes with a page of their own that `PAGES` does not open: the address of each is to be added there. */
export function missingPages(): string[] {
  const routes = Object.values(flatRoutes(path.join(projectRoot, 'app'), [], 'routes'));
  const patternOf = (id: string | undefined): string => {
    const route = routes.find((entry) => entry.id === id);
    return route ? `${patternOf(route.parentId)}${route.path ? `/${route.path}` : ''}` : '';
  };
  const listed = new Set([...ANSWERS, ...PAGES.map(({ pattern }) => pattern.replace(/:(\w+)/g, (_, name: string) => `:${RENAMED[name] ?? name}`))]);
  const isPage = (file: string) => /^export (?:default |\{[^}]*\bdefault\b)/m.test(fs.readFileSync(path.join(projectRoot, 'app', file), 'utf8'));
  return routes.filter(({ file }) => isPage(file)).map(({ id }) => patternOf(id) || '/').filter((pattern) => !listed.has(pattern));
}

/** The address of a page in the demo workspace. Errors: a parameter that tests/e2e/page-world.ts does not know. */
export function addressOf({ pattern, search = '' }: ListedPage, world: ReadonlyMap<string, string>): string {
  return (pattern + search).replace(/:(\w+)/g, (_, name: string) => {
    const value = world.get(name);
    if (value === undefined) throw new Error(`tests/e2e/page-world.ts has no value for ${name} of ${pattern}`);
    return value;
  });
}

/** A file name for pictures of the page: `campaigns-slug-edit`, with what is asked for where it is asked. */
export function nameOf({ pattern, role, search = '' }: ListedPage): string {
  const words = `${pattern}${search.replace(/=.*/, '')}`.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '');
  return `${words || 'dashboard'}${role === 'viewer' ? '-viewer' : ''}`;
}
