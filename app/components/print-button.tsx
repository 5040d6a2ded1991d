import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';

/** Prints the page as it stands: the print style repeats header rows and leaves out what cannot be pressed on paper. */
export function PrintButton() {
  const t = useText('common');
  return <Button icon="print" onClick={() => window.print()}>{t('action.print')}</Button>;
}
