/**
 * Whether a landing page may be used: http or https, without credentials, on one of the workspace's hosts. `*.example.com`
 * allows every host below example.com. The redirector asks again at every load, so that a host taken off the list stops at once.
 */
export function isAllowedLanding(landingUrl: string, allowedHosts: readonly string[]): boolean {
  const url = parseLanding(landingUrl);
  if (!url) return false;
  const host = url.hostname.toLowerCase();
  return allowedHosts.some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1).toLowerCase()) && host.length > allowed.length - 1 : host === allowed.toLowerCase(),
  );
}

/** A host in lower case, or `*.` and a host for every one below it; never for every one below `com`. */
const HOST = /^(?:\*\.(?=[^.]+\.))?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text can stand in a workspace's list of hosts: `shop.example.com`, or `*.example.com`; lower case. */
export function isLandingHost(host: string): boolean {
  return host.length <= 253 && HOST.test(host);
}

/** The landing page as a URL; null unless it is http(s) without credentials. */
export function parseLanding(landingUrl: string): URL | null {
  if (!URL.canParse(landingUrl)) return null;
  const url = new URL(landingUrl);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '' ? url : null;
}
