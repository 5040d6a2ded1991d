import type { SignOffStatus } from '#app/domain/finance/sign-off.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';

const LOOKS: Record<SignOffStatus, { readonly tone: Tone; readonly icon: IconName }> = {
  open: { tone: 'accent', icon: 'clock' }, approved: { tone: 'green', icon: 'check' }, refused: { tone: 'red', icon: 'close' }, expired: { tone: 'neutral', icon: 'clock' },
  used: { tone: 'neutral', icon: 'circle-check' },
};

/** Where a request for sign-off stands; an open one whose deadline has passed is overdue. */
export function SignOffBadge({ status, overdue = false }: { readonly status: SignOffStatus; readonly overdue?: boolean }) {
  const t = useText('payments');
  return status === 'open' && overdue ? <Badge tone="red" icon="alert">{t('signOff.overdue')}</Badge> : <Badge {...LOOKS[status]}>{t(`signOff.status.${status}`)}</Badge>;
}
