import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { ASSET_LANGUAGES } from '#app/domain/asset.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';
import type { AssetAnswer } from './act-on-asset.server.ts';
import type { AssetPage } from './load-asset.server.ts';

/** Changes what is said of an asset and where it comes from; posts are offered of the collaboration that is saved. */
export function EditCard({ data: { asset, origins, contents }, answer }: { readonly data: AssetPage; readonly answer: AssetAnswer | undefined }) {
  const t = useText('assets');
  const td = useText('domain');
  const locale = useLocale();
  const { workspace } = useRootData();
  const busy = useNavigation().formData?.get('intent') === 'edit';
  const typed = answer?.values ?? {};
  const [isOpen, setOpen] = useState(answer !== undefined);
  if (!isOpen) return <div><Button icon="edit" onClick={() => setOpen(true)}>{t('one.edit')}</Button></div>;
  return (
    <Card title={t('edit.title')}>
      <Form key={asset.version} method="post" className="flex flex-col gap-3" preventScrollReset>
        <input type="hidden" name="intent" value="edit" />
        <input type="hidden" name="version" value={typed.version ?? asset.version} />
        {answer?.errors.form ? <Banner tone="amber">{t('edit.stale')}</Banner> : null}
        <TextField name="title" label={t('edit.name')} required maxLength={200} defaultValue={typed.title ?? asset.title} error={answer?.errors.title ? t('edit.missing') : null} />
        <TextareaField name="caption" label={t('edit.caption')} hint={t('edit.captionHint')} rows={3} maxLength={5_000} defaultValue={typed.caption ?? asset.caption} />
        {asset.sha256 === null ? <TextareaField name="body" label={t('edit.body')} required rows={8} maxLength={100_000} defaultValue={typed.body ?? asset.body} /> : null}
        <TextField name="tags" label={t('edit.tags')} hint={t('edit.tagsHint')} defaultValue={typed.tags ?? asset.tags.join(', ')} />
        <SelectField name="language" label={t('edit.language')} defaultValue={typed.language ?? asset.language} options={ASSET_LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))} />
        <SelectField
          name="collaboration" label={t('edit.collaboration')} defaultValue={typed.collaboration ?? asset.collaborationId ?? ''} placeholder={t('edit.noCollaboration')}
          options={origins.map((origin) => ({ value: origin.collaborationId, label: `${origin.kolName} · ${origin.campaignName}` }))}
        />
        <SelectField
          name="content" label={t('edit.content')} defaultValue={typed.content ?? asset.contentId ?? ''} placeholder={t('edit.noContent')} error={answer?.errors.content ? t('edit.origin') : null}
          options={contents.map((content) => ({ value: content.id, label: `${td(`platform.${content.platform}`)} · ${formatDate(content.publishedAt, locale, workspace.timeZone)}` }))}
        />
        <div className="flex gap-2"><Button type="submit" variant="primary" busy={busy}>{t('edit.save')}</Button><Button onClick={() => setOpen(false)}>{t('edit.cancel')}</Button></div>
      </Form>
    </Card>
  );
}
