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

/** The problem as a sentence. */
export function landingProblemText(problem: LandingProblem): string {
  switch (problem.status) {
    case 'landing-missing':
      return 'neither the collaboration nor its campaign has a landing page';
    case 'landing-not-a-page':
      return 'is not an http(s) address without credentials';
    case 'host-not-allowed': {
      const allowed = problem.allowedHosts.length > 0 ? problem.allowedHosts.join(', ') : 'none yet';
      return `the host ${problem.host} is not one of the workspace's allowed hosts (${allowed}); an administrator can add it in the settings`;
    }
  }
}
