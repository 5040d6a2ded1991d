import { expect, test } from 'vitest';
import { linkOf } from '#app/server/redirect/link.ts';
import { previewDestination } from './tracking-link.ts';

const facts = { code: 'ABCD1234', platform: 'douyin' as const, campaignSlug: 'summer-2026' };

test.each([
  'https://shop.example/summer',
  'https://shop.example/summer?sku=1&utm_medium=page#top',
  'https://shop.example/?kclid=old&a=%E4%B8%AD',
])('the preview of %s is what the redirect answers', (landingUrl) => {
  const link = linkOf({ ...facts, landingUrl, workspaceId: 'w', collaborationId: 'c', expiresAt: null, fallbackUrl: null }, { allowedHosts: ['shop.example'], fallbackUrl: null });
  expect(previewDestination({ ...facts, landingUrl })).toBe(`${link.beforeClickId}…${link.afterClickId}`);
});

test('a landing page that is no web address has no preview', () => {
  expect(previewDestination({ ...facts, landingUrl: 'javascript:alert(1)' })).toBeNull();
});
