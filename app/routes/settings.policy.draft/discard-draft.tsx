import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';

/** Throws the draft away, after asking. */
export function DiscardDraft({ revision, busy }: { readonly revision: number; readonly busy: boolean }) {
  const t = useText('policy');
  const tc = useText('common');
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="ghost" icon="trash" onClick={() => setOpen(true)}>{t('draft.discard')}</Button>
      <Dialog
        open={open} onClose={() => setOpen(false)} title={t('draft.discardTitle')} description={t('draft.discardText')} closeLabel={tc('action.close')}
        footer={(
          <Form method="post" className="flex gap-2">
            <input type="hidden" name="intent" value="discard" />
            <input type="hidden" name="revision" value={revision} />
            <Button onClick={() => setOpen(false)}>{tc('action.cancel')}</Button>
            <Button type="submit" variant="danger" busy={busy}>{t('draft.discard')}</Button>
          </Form>
        )}
      />
    </div>
  );
}
