import { isbot } from 'isbot';
import type { IncomingHttpHeaders } from 'node:http';
import type { ClickTable } from '#db/schema.ts';
import type { Automation } from '#app/domain/attribution/counted-clicks.ts';

/** What a request's headers say about the visit. */
export interface Visit {
  readonly device: ClickTable['device'];
  readonly referrerHost: string | null;
  /** Why it looks automated; null for a person. Such clicks are kept: a wrong guess can be put right only if the click is there. */
  readonly automation: Automation | null;
}

/** @param method GET or HEAD */
export function readVisit(method: string | undefined, headers: IncomingHttpHeaders): Visit {
  const agent = classOfAgent(headers['user-agent'] ?? '');
  return {
    device: agent.device,
    referrerHost: hostOf(headers.referer),
    automation: agent.automation ?? (isPrefetch(headers) ? 'prefetch' : method === 'HEAD' ? 'head' : null),
  };
}

interface AgentClass {
  readonly device: ClickTable['device'];
  readonly automation: 'crawler' | 'preview' | null;
}

const REMEMBERED = 5_000;
const remembered = new Map<string, AgentClass>();

/** A few hundred browsers make up nearly all clicks, so each user agent is classified once. */
function classOfAgent(agent: string): AgentClass {
  const known = remembered.get(agent);
  if (known) return known;
  const found: AgentClass = { device: deviceOf(agent), automation: PREVIEWER.test(agent) ? 'preview' : agent === '' || isbot(agent.replace(MISREAD, '')) ? 'crawler' : null };
  if (agent.length > 512) return found;
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(agent, found);
  return found;
}

/** What apps with people in them say of themselves and isbot takes for a robot's: Toutiao's name, and the strokes in Alipay's screen size. */
const MISREAD = /NewsArticle\/\S+|AlipayDefined\([^)]*\)/g;

/** Programs that fetch a link once to show its title and picture where somebody posts it. */
const PREVIEWER =
  /facebookexternalhit|facebookcatalog|whatsapp|slackbot|slack-imgproxy|twitterbot|telegrambot|linkedinbot|discordbot|skypeuripreview|pinterestbot|pinterest\/0|redditbot|vkshare|^viber|iframely|embedly|snapchat.*preview|bitlybot|dingtalkbot|larkurl2meta|feishu.*preview|wxwork.*preview|qq-url-manager|link ?preview|url ?preview/i;

function deviceOf(agent: string): ClickTable['device'] {
  if (/ipad|tablet|playbook|kindle|silk\/|android(?!.*mobile)/i.test(agent)) return 'tablet';
  if (/mobi|iphone|ipod|android|harmonyos|micromessenger/i.test(agent)) return 'mobile';
  if (/windows nt|macintosh|x11|cros|linux/i.test(agent)) return 'desktop';
  return 'unknown';
}

function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const purpose = headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-purpose'] ?? headers['x-moz'];
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose));
}

const HOST = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([a-z0-9._-]{1,253}|\[[0-9a-f:.]+\])(?:[:/?#]|$)/i;

const knownHosts = new Map<string, string | null>();

/** Browsers send little more than the platform's origin, so a few referrers make up nearly all clicks. */
function hostOf(referrer: string | undefined): string | null {
  if (referrer === undefined) return null;
  const known = knownHosts.get(referrer);
  if (known !== undefined) return known;
  const host = HOST.exec(referrer)?.[1]?.toLowerCase() ?? null;
  if (referrer.length > 100) return host;
  if (knownHosts.size >= REMEMBERED) knownHosts.clear();
  knownHosts.set(referrer, host);
  return host;
}
