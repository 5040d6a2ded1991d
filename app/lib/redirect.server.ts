/**
 * A path of this portal from a `next` parameter; `fallback` for anything that would leave it. Parsed as browsers parse it:
 * prefix checks let `/\evil.test` and `/<tab>/evil.test` through (reliability.md 1.3, row 601).
 */
export function localPath(next: string | null, fallback: string): string {
  if (!next) return fallback;
  const base = 'http://portal.invalid';
  try {
    const url = new URL(next, base);
    // `/.//evil.test` is ours until its dots are resolved; what is left of it would be read as a host.
    const isOurs = url.origin === base && next.startsWith('/') && !url.pathname.startsWith('//');
    return isOurs ? url.pathname + url.search : fallback;
  } catch {
    return fallback;
  }
}

export function seeOther(location: string, headers: HeadersInit = {}): Response {
  const all = new Headers(headers);
  all.set('location', location);
  return new Response(null, { status: 303, headers: all });
}
