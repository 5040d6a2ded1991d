import type { Platform } from '#app/domain/kol.ts';
import { isAllowedLanding, parseLanding } from '#app/domain/landing.ts';

/** A tracking link, worked out as far as it can be before a click: destination = `beforeClickId` + click id + `afterClickId`. */
export interface Link {
  readonly workspaceId: string;
  readonly collaborationId: string;
  readonly source: LinkSource;
  /** False when the landing page is on a host that its workspace does not allow (any more): then nobody is sent there. */
  readonly isAllowed: boolean;
  readonly beforeClickId: string;
  readonly afterClickId: string;
  /** From this instant (epoch milliseconds) on it leads to `fallback`; Infinity for ever. */
  readonly expiresAtMs: number;
  /** The collaboration's page for afterwards, else its workspace's, each only if its host is allowed; null when visitors are told that the link has expired. */
  readonly fallback: string | null;
}

export interface LinkSource {
  readonly workspaceId: string;
  readonly collaborationId: string;
  readonly code: string;
  readonly landingUrl: string;
  readonly platform: Platform;
  readonly campaignSlug: string;
  readonly expiresAt: Date | null;
  readonly fallbackUrl: string | null;
}

/** What a workspace says about all of its links. */
export interface LinkRules {
  readonly allowedHosts: readonly string[];
  readonly fallbackUrl: string | null;
}

/**
 * The destination of product.md section 4: the landing page with `utm_*` and `kclid` added. Parameters that the page has are
 * kept as written; one that it states itself is not added a second time, except `kclid`, which is always the click's own.
 */
export function linkOf(source: LinkSource, { allowedHosts, fallbackUrl }: LinkRules): Link {
  const { workspaceId, collaborationId, landingUrl } = source;
  const page = [source.fallbackUrl, fallbackUrl].find((each) => each !== null && isAllowedLanding(each, allowedHosts));
  // As a URL writes it: what people typed may hold signs that no header takes.
  const fallback = (page && parseLanding(page)?.href) ?? null;
  const common = { workspaceId, collaborationId, source, fallback, expiresAtMs: source.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY };
  const url = parseLanding(landingUrl);
  if (!url) return { ...common, isAllowed: false, beforeClickId: '', afterClickId: '' };
  const present = url.search.slice(1).split('&').filter((pair) => pair !== '' && nameOf(pair) !== 'kclid');
  const names = new Set(present.map(nameOf));
  const added = Object.entries({
    utm_source: source.platform,
    utm_medium: 'kol',
    utm_campaign: source.campaignSlug,
    utm_content: source.code,
  }).flatMap(([name, value]) => (names.has(name) ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return {
    ...common,
    isAllowed: isAllowedLanding(landingUrl, allowedHosts),
    beforeClickId: `${url.origin}${url.pathname}?${[...present, ...added, 'kclid='].join('&')}`,
    afterClickId: url.hash,
  };
}

/** Whether a link made from `a` is the one that `b` would make. */
export function isSameSource(a: LinkSource, b: LinkSource): boolean {
  return (
    a.landingUrl === b.landingUrl && a.campaignSlug === b.campaignSlug && a.platform === b.platform && a.collaborationId === b.collaborationId &&
    a.fallbackUrl === b.fallbackUrl && a.expiresAt?.getTime() === b.expiresAt?.getTime()
  );
}

const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? '';
