import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';

/** Whether what came of a swap lies within what was predicted. */
export function SwapBadge({ within }: { readonly within: boolean | null }) {
  const t = useText('swaps');
  if (within === null) return <Badge title={t('within.openMeaning')}>{t('within.open')}</Badge>;
  return within ? <Badge tone="green" icon="check" title={t('within.yesMeaning')}>{t('within.yes')}</Badge> : <Badge tone="red" icon="alert" title={t('within.noMeaning')}>{t('within.no')}</Badge>;
}
