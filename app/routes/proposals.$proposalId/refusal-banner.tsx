import { Link } from '@remix-run/react';
import type { LockedTier } from '#app/components/lock-text.ts';
import { useLockText } from '#app/components/lock-text.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import type { EvidenceChange } from '#app/domain/proposals/evidence-changes.ts';
import type { ProposalStatus } from '#app/domain/proposals/proposal.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { EvidenceChanges } from './evidence-changes.tsx';

type Refusal =
  | { readonly status: 'invalid' | 'reason-needed' | 'unknown-candidate' }
  | { readonly status: 'evidence-changed'; readonly changes: readonly EvidenceChange[] }
  | { readonly status: 'already-decided'; readonly as: string }
  | { readonly status: 'cannot-draft'; readonly problem: string }
  | ({ readonly status: 'tier-locked' } & LockedTier)
  | { readonly status: 'sign-off-needed'; readonly amountMinor: number; readonly currency: string };

const DECIDED: readonly ProposalStatus[] = ['accepted', 'rejected', 'superseded'];
const DRAFT_PROBLEMS = ['campaign-unknown', 'campaign-closed', 'account-unknown', 'kol-blocked', 'ends-before-start', 'already-there', 'coupon-taken'] as const;

/** Why a decision was not taken, and what to do. Nothing was changed in any of these cases. */
export function RefusalBanner({ refusal }: { readonly refusal: Refusal }) {
  const t = useText('proposals');
  return (
    <Banner tone="red" title={t(`refusal.${refusal.status}`)} action={refusal.status === 'evidence-changed' ? <Link to={paths.roi()} className="underline">{t('toReview')}</Link> : null}>
      <Cause refusal={refusal} />
    </Banner>
  );
}

function Cause({ refusal }: { readonly refusal: Refusal }) {
  const t = useText('proposals');
  const td = useText('domain');
  const lockText = useLockText();
  switch (refusal.status) {
    case 'already-decided': {
      const status = DECIDED.find((one) => one === refusal.as);
      return <>{t('refusalText.already-decided', { status: status ? td(`proposalStatus.${status}`) : refusal.as })}</>;
    }
    case 'cannot-draft': {
      const problem = DRAFT_PROBLEMS.find((one) => one === refusal.problem);
      return <>{problem ? t(`draftProblem.${problem}`) : t('refusalText.cannot-draft', { problem: refusal.problem })}</>;
    }
    case 'tier-locked':
      return <>{lockText(refusal)}</>;
    case 'sign-off-needed':
      return <>{t('refusalText.sign-off-needed')} <MoneyText minor={refusal.amountMinor} currency={refusal.currency} /></>;
    case 'invalid':
    case 'reason-needed':
    case 'unknown-candidate':
      return <>{t(`refusalText.${refusal.status}`)}</>;
    case 'evidence-changed':
      return <>{t('refusalText.evidence-changed')}<EvidenceChanges changes={refusal.changes} /></>;
  }
}
