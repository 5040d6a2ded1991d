import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';

/** Deletes a template once it was asked whether that is meant: briefs that began from it keep their words. */
export function DeleteTemplate({ templateId, name }: { readonly templateId: string; readonly name: string }) {
  const t = useText('scripts');
  const [open, setOpen] = useState(false);
  const busy = useNavigation().formData?.get('templateId') === templateId;
  const form = `delete-${templateId}`;
  return (
    <>
      <Button size="sm" aria-label={t('templates.confirmDelete', { name })} onClick={() => setOpen(true)}>{t('templates.delete')}</Button>
      <Dialog
        open={open} onClose={() => setOpen(false)} title={t('templates.deleteTitle', { name })} description={t('templates.deleteText')} closeLabel={t('templates.keep')}
        footer={<><Button onClick={() => setOpen(false)}>{t('templates.keep')}</Button><Button type="submit" form={form} variant="danger" busy={busy}>{t('templates.delete')}</Button></>}
      >
        <Form id={form} method="post"><input type="hidden" name="intent" value="delete" /><input type="hidden" name="templateId" value={templateId} /></Form>
      </Dialog>
    </>
  );
}
