import { Form, useNavigation } from '@remix-run/react';
import { TierBadge } from '#app/components/badges.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { SkippedList } from '#app/components/skipped-list.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Table } from '#app/ui/table.tsx';
import { KolFieldValue } from './kol-field-value.tsx';
import type { BulkAsked, ShownPreview } from './route.tsx';

/** What a bulk action would change, row by row before and after; what it would leave and why; and the button that does it. */
export function Preview({ asked, preview, again }: { readonly asked: BulkAsked; readonly preview: ShownPreview; readonly again: boolean }) {
  const t = useText('editing');
  const locale = useLocale();
  const busy = useNavigation().formMethod === 'POST';
  const many = (count: number) => ({ count, formatted: formatNumber(count, locale, 0) });
  const isDeletion = asked.change === 'delete';
  const hidden = preview.changing - preview.changes.length - preview.deletions.length;
  return (
    <div className="flex flex-col gap-4">
      {again ? <Banner tone="amber" title={t('bulk.again')} /> : null}
      <Card
        title={preview.changing === 0 ? t('bulk.nothingChanges') : isDeletion ? t('bulk.willDelete', many(preview.changing)) : t('bulk.willChange', many(preview.changing))}
        subtitle={preview.changing === 0 ? t('bulk.ofChosen', many(preview.chosen)) : `${t('bulk.ofChosen', many(preview.chosen))} ${isDeletion ? t('bulk.deleteNote') : t('bulk.undoNote')}`}
      >
        <Form method="post" action={paths.kolBulk()} className="flex flex-wrap gap-2">
          <input type="hidden" name="scope" value={asked.scope} /><input type="hidden" name="query" value={asked.query} />
          {asked.ids.map((id) => <input key={id} type="hidden" name="id" value={id} />)}
          {(['change', 'tier', 'status', 'vertical', 'reason'] as const).map((name) => <input key={name} type="hidden" name={name} value={asked[name]} />)}
          <input type="hidden" name="seal" value={preview.seal} />
          {preview.changing > 0 ? (
            <Button type="submit" name="step" value="apply" variant={isDeletion ? 'danger' : 'primary'} busy={busy}>{isDeletion ? t('bulk.delete', many(preview.changing)) : t('bulk.apply', many(preview.changing))}</Button>
          ) : null}
          <LinkButton to={paths.kols(asked.query)}>{t('bulk.back')}</LinkButton>
        </Form>
      </Card>
      {preview.changes.length > 0 ? <Changes preview={preview} /> : null}
      {preview.deletions.length > 0 ? <Deletions preview={preview} /> : null}
      {hidden > 0 ? <p className="text-muted">{t('bulk.more', many(hidden))}</p> : null}
      {preview.leaving > 0 ? (
        <Card title={t('bulk.willLeave', many(preview.leaving))}><SkippedList rows={preview.skipped} more={preview.leaving - preview.skipped.length} /></Card>
      ) : null}
    </div>
  );
}

function Changes({ preview }: { readonly preview: ShownPreview }) {
  const t = useText('editing');
  const tr = useText('roster');
  return (
    <Table label={t('bulk.changes')} compact>
      <thead><tr><th scope="col">{tr('column.name')}</th><th scope="col">{t('bulk.field')}</th><th scope="col">{t('bulk.before')}</th><th scope="col">{t('bulk.after')}</th></tr></thead>
      <tbody>
        {preview.changes.flatMap(({ before, after, fields }) => fields.map((field) => (
          <tr key={`${before.id} ${field}`}>
            <th scope="row">{before.name}</th><td>{t(`field.${field}`)}</td><td><KolFieldValue kol={before} field={field} /></td><td><KolFieldValue kol={after} field={field} /></td>
          </tr>
        )))}
      </tbody>
    </Table>
  );
}

function Deletions({ preview }: { readonly preview: ShownPreview }) {
  const t = useText('editing');
  const tr = useText('roster');
  return (
    <Table label={t('bulk.deletions')} compact>
      <thead><tr><th scope="col">{tr('column.name')}</th><th scope="col">{tr('column.tier')}</th><th scope="col">{tr('column.status')}</th></tr></thead>
      <tbody>
        {preview.deletions.map((kol) => <tr key={kol.id}><th scope="row">{kol.name}</th><td><TierBadge tier={kol.tier} /></td><td><StatusBadge kind="kol" status={kol.status} /></td></tr>)}
      </tbody>
    </Table>
  );
}
