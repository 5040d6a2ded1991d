import { Form, useNavigation } from '@remix-run/react';
import type { EditSubject } from '#app/domain/edit-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';

const WORDS = { kol: 'bin.deleteKol', campaign: 'bin.deleteCampaign', collaboration: 'bin.deleteCollaboration' } as const;

/** Sends one thing to the recycle bin. Where it has history the answer says which, and that archiving is the way. */
export function DeleteCard({ kind, id, version }: { readonly kind: EditSubject; readonly id: string; readonly version: string | number }) {
  const t = useText('editing');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Card title={t('bin.deleteTitle')} subtitle={t('bin.deleteText')} className="mt-4 max-w-4xl">
      <Form method="post" action={paths.deleted()}>
        <input type="hidden" name="kind" value={kind} /><input type="hidden" name="id" value={id} /><input type="hidden" name="version" value={version} />
        <Button type="submit" variant="danger" icon="trash" busy={busy}>{t(WORDS[kind])}</Button>
      </Form>
    </Card>
  );
}
