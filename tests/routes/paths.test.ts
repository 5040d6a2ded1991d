import { expect, test } from 'vitest';
import { paths } from '#app/lib/paths.ts';
import { portalRoutes } from '#tests/setup/portal.ts';

/** Answered before Remix: by the redirect process, the raw webhook entry, and the library's files on their way in and out. */
const ELSEWHERE = new Set(['trackingLink', 'webhook', 'assetFile', 'assetUploads', 'assetUpload']);
const AT = {
  slug: 'a', kolId: 'a', collaborationId: 'a', proposalId: 'a', importId: 'a', uploadId: 'a', assetId: 'a', collectionId: 'a', token: 'a', ticket: 'a', connectionId: 'a', shop: 'a', orderId: 'a', code: 'a', kind: 'shopify', format: 'png',
  model: 'linear', version: 3, first: 'a', second: 'b',
} as const;

test('every link leads to a route', async () => {
  const patterns = (await portalRoutes()).filter(({ id }) => id !== 'root').map(({ pattern }) => new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`));
  const dead = Object.entries(paths).flatMap(([name, make]) => {
    const build = make as (at: typeof AT | string) => string;
    const [address = ''] = build(make.length === 0 ? '' : AT).split(/[?#]/);
    return ELSEWHERE.has(name) || patterns.some((pattern) => pattern.test(address)) ? [] : [`${name}: ${address}`];
  });
  expect(dead).toEqual([]);
});
