import { isAllowedLanding, parseLanding } from '#app/domain/landing.ts';

export type LandingProblem =
  | { readonly status: 'landing-missing' }
  | { readonly status: 'landing-not-a-page'; readonly landingUrl: string }
  | { readonly status: 'host-not-allowed'; readonly host: string; readonly allowedHosts: readonly string[] };

/** Why a landing page cannot be used in a workspace; null when it can. */
export function landingProblem(landingUrl: string | null, allowedHosts: readonly string[]): LandingProblem | null {
  if (!landingUrl) return { status: 'landing-missing' };
  const url = parseLanding(landingUrl);
  if (url === null) return { status: 'landing-not-a-page', landingUrl };
  return isAllowedLanding(landingUrl, allowedHosts) ? null : { status: 'host-not-allowed', host: url.hostname, allowedHosts };
}

export interface FallbackProblem {
  readonly status: 'fallback-not-allowed';
  readonly fallbackUrl: string;
  readonly allowedHosts: readonly string[];
}

/** Why a page cannot be where an expired link leads; null when it can, and for none. It is held to the same hosts as a landing page. */
export function fallbackProblem(fallbackUrl: string | null, allowedHosts: readonly string[]): FallbackProblem | null {
  return fallbackUrl === null || isAllowedLanding(fallbackUrl, allowedHosts) ? null : { status: 'fallback-not-allowed', fallbackUrl, allowedHosts };
}

/** The problem as a sentence. */
export function landingProblemText(problem: LandingProblem | FallbackProblem): string {
  switch (problem.status) {
    case 'landing-missing':
      return 'neither the collaboration nor its campaign has a landing page';
    case 'landing-not-a-page':
      return 'is not an http(s) address without credentials';
    case 'host-not-allowed': {
      const allowed = problem.allowedHosts.length > 0 ? problem.allowedHosts.join(', ') : 'none yet';
      return `the host ${problem.host} is not one of the workspace's allowed hosts (${allowed}); an administrator can add it in the settings`;
    }
    case 'fallback-not-allowed':
      return `${problem.fallbackUrl} is no page on one of the workspace's allowed hosts, so no expired link may lead there`;
  }
}
