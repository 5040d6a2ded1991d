import { useText } from '#app/i18n/use-text.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';

/** For a link that opens nothing; it does not say whether it ever did. */
export function ClosedNote({ minutes }: { readonly minutes: number }) {
  const t = useText('collections');
  return minutes > 0
    ? <EmptyState icon="clock" title={<h1>{t('shared.busyTitle')}</h1>}>{t('shared.busyText', { minutes })}</EmptyState>
    : <EmptyState icon="lock" title={<h1>{t('shared.closedTitle')}</h1>}>{t('shared.closedText')}</EmptyState>;
}
