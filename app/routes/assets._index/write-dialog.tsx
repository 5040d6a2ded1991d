import { Form, useNavigation } from '@remix-run/react';
import { ASSET_LANGUAGES, WRITTEN_KINDS } from '#app/domain/asset.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';
import type { Origin } from './upload-dialog.tsx';
import { originLabel } from './upload-dialog.tsx';

interface WriteDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly origins: readonly Origin[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** A text or script that is no file: written here, found by its words. */
export function WriteDialog({ open, onClose, origins, values, errors }: WriteDialogProps) {
  const t = useText('assets');
  const busy = useNavigation().formMethod === 'POST';
  const problem = (name: string) => (errors[name] === undefined ? null : t('write.missing'));
  return (
    <Dialog open={open} onClose={onClose} title={t('write.title')} closeLabel={t('upload.close')} wide footer={<><Button onClick={onClose}>{t('write.cancel')}</Button><Button type="submit" form="asset-write" variant="primary" busy={busy}>{t('write.save')}</Button></>}>
      <Form id="asset-write" method="post" className="grid grid-cols-1 sm:grid-cols-2 gap-3">
        <input type="hidden" name="intent" value="write" />
        <SelectField name="kind" label={t('write.kind')} defaultValue={values.kind ?? 'text'} options={WRITTEN_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <SelectField name="language" label={t('write.language')} defaultValue={values.language ?? 'zh'} options={ASSET_LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))} />
        <TextField name="title" label={t('write.name')} required maxLength={200} defaultValue={values.title} error={problem('title')} className="sm:col-span-2" />
        <TextareaField name="body" label={t('write.body')} required rows={8} maxLength={100_000} defaultValue={values.body} error={problem('body')} className="sm:col-span-2" />
        <TextField name="tags" label={t('write.tags')} hint={t('write.tagsHint')} defaultValue={values.tags} />
        <SelectField name="collaboration" label={t('write.collaboration')} defaultValue={values.collaboration ?? ''} placeholder={t('upload.noCollaboration')} options={origins.map((origin) => ({ value: origin.collaborationId, label: originLabel(origin) }))} />
      </Form>
    </Dialog>
  );
}
