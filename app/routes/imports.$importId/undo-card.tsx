import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

/** The way to take an applied import back; what that does is said, and confirmed, on a page of its own. */
export function UndoCard({ importId }: { readonly importId: string }) {
  const t = useText('imports');
  return (
    <Card title={t('undo.title')} subtitle={t('undo.text')}>
      <LinkButton to={paths.importUndo({ importId })}>{t('undo.begin')}</LinkButton>
    </Card>
  );
}
