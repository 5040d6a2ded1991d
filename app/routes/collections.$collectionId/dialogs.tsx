import { Form, useNavigation } from '@remix-run/react';
import { COLLECTION_VISIBILITIES } from '#app/domain/collection.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';
import type { CollectionPage } from './load-collection.server.ts';

interface EditDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly collection: CollectionPage['collection'];
  /** What was typed, and what is wrong with it. */
  readonly answer: { readonly values: Readonly<Record<string, string>>; readonly errors: Readonly<Record<string, string>> } | undefined;
}

export function EditDialog({ open, onClose, collection, answer }: EditDialogProps) {
  const t = useText('collections');
  const busy = useNavigation().formMethod === 'POST';
  const typed = answer?.values ?? {};
  return (
    <Dialog open={open} onClose={onClose} title={t('one.editTitle')} closeLabel={t('cancel')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button type="submit" form="collection-edit" variant="primary" busy={busy}>{t('one.save')}</Button></>}>
      <Form id="collection-edit" method="post" className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="edit" />
        <input type="hidden" name="version" value={typed.version ?? collection.version} />
        {answer?.errors.form ? <Banner tone="amber">{answer.errors.form === 'stale' ? t('one.stale') : t('one.notOwner')}</Banner> : null}
        <TextField name="name" label={t('name')} required maxLength={120} defaultValue={typed.name ?? collection.name} error={answer?.errors.name ? t('missing') : null} />
        <TextareaField name="notes" label={t('notes')} hint={t('notesHint')} rows={4} maxLength={2_000} defaultValue={typed.notes ?? collection.notes} />
        {collection.maySetVisibility
          ? <SelectField name="visibility" label={t('visibility')} defaultValue={typed.visibility ?? collection.visibility} options={COLLECTION_VISIBILITIES.map((value) => ({ value, label: t(`visibilities.${value}`) }))} />
          : <input type="hidden" name="visibility" value={collection.visibility} />}
      </Form>
    </Dialog>
  );
}

export function DeleteDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText('collections');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Dialog open={open} onClose={onClose} title={t('one.deleteTitle')} description={t('one.deleteText')} closeLabel={t('cancel')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button type="submit" form="collection-delete" variant="danger" busy={busy}>{t('one.deleteNow')}</Button></>}>
      <Form id="collection-delete" method="post"><input type="hidden" name="intent" value="delete" /></Form>
    </Dialog>
  );
}
