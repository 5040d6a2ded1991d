/** What a video's id looks like. */
const ID = /^[\w-]{11}$/;
/** The forms in which a path names a video: /shorts/ID, /live/ID, /embed/ID, /v/ID. */
const IN_PATH = /^\/(?:shorts|live|embed|v|e)\/([^/]+)\/?$/;
const HOSTS: ReadonlySet<string> = new Set(['youtube.com', 'www.youtube.com', 'm.youtube.com', 'music.youtube.com', 'youtube-nocookie.com', 'www.youtube-nocookie.com']);
const SHORT_HOSTS: ReadonlySet<string> = new Set(['youtu.be', 'www.youtu.be']);

/**
 * The id of the video that an address shows; null for any other page. All forms that YouTube hands out are read: watch?v=, youtu.be/,
 * /shorts/, /live/, /embed/, on the desktop, mobile and music hosts, with whatever parameters behind.
 */
export function videoIdOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const id = candidateOf(url);
  return id !== null && ID.test(id) ? id : null;
}

function candidateOf({ hostname, pathname, searchParams }: URL): string | null {
  if (SHORT_HOSTS.has(hostname)) return pathname.slice(1).replace(/\/$/, '');
  if (!HOSTS.has(hostname)) return null;
  if (pathname === '/watch' || pathname === '/watch/') return searchParams.get('v');
  return IN_PATH.exec(pathname)?.[1] ?? null;
}
