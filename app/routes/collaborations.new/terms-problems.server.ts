import type { CollaborationProblems } from '#app/components/collaboration-form.tsx';
import type { ChangeProblem } from '#app/services/collaboration-change.server.ts';

/** Why a collaboration's flight, coupon or link cannot be as typed, new or changed, at the field that has to change. */
export function termsProblems(outcome: Exclude<ChangeProblem, { readonly status: 'status-unreachable' }>): CollaborationProblems {
  switch (outcome.status) {
    case 'ends-before-start':
      return { endsOn: { code: 'endsBeforeStart' } };
    case 'coupon-taken':
      return { coupon: { code: 'couponTaken', detail: `${outcome.holder.handle} · ${outcome.holder.campaign}` } };
    case 'landing-missing':
      return { landingUrl: { code: 'landingMissing' } };
    case 'landing-not-a-page':
      return { landingUrl: { code: 'landing' } };
    case 'host-not-allowed':
      return { landingUrl: { code: 'hostNotAllowed', detail: outcome.host } };
    case 'fallback-not-allowed':
      return { linkFallbackUrl: { code: 'fallbackNotAllowed' } };
  }
}
