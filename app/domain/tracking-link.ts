import { parseLanding } from './landing.ts';

export interface TrackingLinkFacts {
  readonly code: string;
  readonly landingUrl: string;
  readonly platform: string;
  readonly campaignSlug: string;
}

/**
 * Where a tracking link leads (product.md section 4), as a preview: the click id is written as `kclid=…`. Parameters that the page
 * has are kept, one that it states itself is not added a second time. Null for a landing page that is no web address.
 */
export function previewDestination({ code, landingUrl, platform, campaignSlug }: TrackingLinkFacts): string | null {
  const url = parseLanding(landingUrl);
  if (!url) return null;
  const nameOf = (pair: string) => pair.split('=', 1)[0] ?? '';
  const present = url.search.slice(1).split('&').filter((pair) => pair !== '' && nameOf(pair) !== 'kclid');
  const names = new Set(present.map(nameOf));
  const added = Object.entries({ utm_source: platform, utm_medium: 'kol', utm_campaign: campaignSlug, utm_content: code })
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url.origin}${url.pathname}?${[...present, ...added, 'kclid='].join('&')}…${url.hash}`;
}
