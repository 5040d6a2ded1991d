import { useText } from '#app/i18n/use-text.ts';
import { Icon } from '#app/ui/icon.tsx';

/** For a link that opens nothing; it does not say whether it ever did. */
export function ClosedNote({ minutes }: { readonly minutes: number }) {
  const t = useText('collections');
  const isBusy = minutes > 0;
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 py-16 text-center">
      <span className="grid size-10 place-items-center rounded-full bg-sunken text-muted text-lg"><Icon name={isBusy ? 'clock' : 'lock'} /></span>
      <h1 className="text-lg font-semibold">{isBusy ? t('shared.busyTitle') : t('shared.closedTitle')}</h1>
      <p className="text-muted">{isBusy ? t('shared.busyText', { minutes }) : t('shared.closedText')}</p>
    </div>
  );
}
