import type { TierLocked } from '#app/domain/tier-lock.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

/** A tier whose money finance keeps as it is: who locked it, when and why. */
export type LockedTier = Omit<TierLocked, 'status'>;

/** The sentence that refuses more money for a locked tier. */
export function useLockText(): (lock: LockedTier) => string {
  const td = useText('domain');
  const locale = useLocale();
  const { workspace } = useRootData();
  return ({ tier, by, at, reason }) => td('tierLocked', { tier: td(`tier.${tier}`), by, at: formatDateTime(at, locale, workspace.timeZone), reason });
}
