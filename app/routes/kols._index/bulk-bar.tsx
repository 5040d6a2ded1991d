import { Form } from '@remix-run/react';
import { useState } from 'react';
import type { BulkAction } from '#app/domain/bulk-edit.ts';
import type { KolStatus, Tier } from '#app/domain/kol.ts';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { WINDOW_FROM } from '#app/table/row-window.ts';
import type { RowSelection } from '#app/table/editing/use-row-selection.ts';
import { Button } from '#app/ui/button.tsx';
import { controlClass } from '#app/ui/field.tsx';

/** The form that ticks belong to, also without script. */
export const BULK_FORM = 'bulk';

// The domain's own lists come with their validation, which the browser need not load.
const ACTIONS: readonly BulkAction[] = ['tier', 'status', 'add-vertical', 'remove-vertical', 'archive', 'delete'];
const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];
const STATUSES: readonly KolStatus[] = ['active', 'bench', 'blocked', 'archived'];

interface BulkBarProps {
  readonly selection: RowSelection;
  /** All that the address matches. */
  readonly total: { readonly count: number; readonly more: boolean };
  readonly pageRows: number;
  /** The address's query, "?q=...", without its page. */
  readonly query: string;
}

/** What is selected, in words, and what to do with it. The selection is never limited to the page silently. */
export function BulkBar({ selection, total, pageRows, query }: BulkBarProps) {
  const t = useText('editing');
  const td = useText('domain');
  const locale = useLocale();
  const [change, setChange] = useState<BulkAction>('tier');
  const [status, setStatus] = useState('active');
  const all = { count: total.count, formatted: formatNumber(total.count, locale, 0) };
  const more = total.more || total.count > pageRows;
  const small = `${controlClass} w-auto! max-w-52`;
  return (
    <Form method="post" action={paths.kolBulk()} id={BULK_FORM} aria-label={t('select.bar')} className="bulk-bar no-print" data-active={selection.ids.size > 0 || undefined}>
      <input type="hidden" name="scope" value={selection.isAll ? 'all' : 'chosen'} /><input type="hidden" name="query" value={query} />
      {selection.ids.size > 0 && pageRows > WINDOW_FROM ? [...selection.ids].map((id) => <input key={id} type="hidden" name="id" value={id} />) : null}
      <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{selection.isAll ? (total.more ? t('select.allChosenMore', all) : t('select.allChosen', all)) : t('select.chosen', { count: selection.ids.size })}</span>
        {!selection.isAll && more && selection.ids.size === pageRows ? (
          <Button size="sm" variant="ghost" onClick={selection.chooseAll}>{total.more ? t('select.allMatchMore', all) : t('select.allMatch', all)}</Button>
        ) : null}
        <Button size="sm" variant="ghost" onClick={selection.clear}>{t('select.clear')}</Button>
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <select name="change" aria-label={t('action.label')} value={change} onChange={(event) => setChange(ACTIONS.find((known) => known === event.currentTarget.value) ?? 'tier')} className={small}>
          {ACTIONS.map((each) => <option key={each} value={each}>{t(`action.${each}`)}</option>)}
        </select>
        {change === 'tier' ? (
          <select name="tier" aria-label={t('field.tier')} className={small}>{TIERS.map((tier) => <option key={tier} value={tier}>{td(`tier.${tier}`)}</option>)}</select>
        ) : null}
        {change === 'status' ? (
          <select name="status" aria-label={t('field.status')} value={status} onChange={(event) => setStatus(event.currentTarget.value)} className={small}>
            {STATUSES.map((each) => <option key={each} value={each}>{td(`kolStatus.${each}`)}</option>)}
          </select>
        ) : null}
        {change === 'add-vertical' || change === 'remove-vertical' ? <input name="vertical" aria-label={t('action.vertical')} placeholder={t('action.vertical')} required maxLength={200} autoComplete="off" className={small} /> : null}
        {change === 'status' && status === 'blocked' ? <input name="reason" aria-label={t('action.reason')} placeholder={t('action.reason')} required maxLength={500} autoComplete="off" className={small} /> : null}
        <Button type="submit" variant={change === 'delete' ? 'danger' : 'primary'}>{t('action.preview')}</Button>
      </div>
    </Form>
  );
}
