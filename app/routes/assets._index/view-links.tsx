import { Link } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { withKept } from '#app/table/query-changes.ts';
import type { TableQuery } from '#app/table/url-state.ts';
import { tableSearch } from '#app/table/url-state.ts';
import { cx } from '#app/ui/class-names.ts';
import { assetsSpec } from './question.ts';

/** Grid or list, newest or most seen first. */
export function ViewLinks({ query, sort }: { readonly query: TableQuery; readonly sort: 'created' | 'views' }) {
  const t = useText('assets');
  const isList = query.kept?.view === 'list';
  const to = (changed: TableQuery) => tableSearch({ ...changed, page: null }, assetsSpec) || '?';
  return (
    <>
      <Choice label={t('sort.label')} choices={(['created', 'views'] as const).map((one) => ({ key: one, label: t(`sort.${one}`), isChosen: sort === one, to: to({ ...query, sort: [{ column: one, descending: true }] }) }))} />
      <Choice label={t('view.label')} choices={[{ key: 'grid', label: t('view.grid'), isChosen: !isList, to: to(withKept(query, 'view', null)) }, { key: 'list', label: t('view.list'), isChosen: isList, to: to(withKept(query, 'view', 'list')) }]} />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly { readonly key: string; readonly label: string; readonly isChosen: boolean; readonly to: string }[];
}

function Choice({ label, choices }: ChoiceProps) {
  return (
    <nav aria-label={label} className="inline-flex rounded-control bg-sunken p-0.5">
      {choices.map((choice) => (
        <Link key={choice.key} to={choice.to} preventScrollReset aria-current={choice.isChosen ? 'true' : undefined} className={cx('inline-flex items-center min-h-8 px-2.5 rounded-[5px]', choice.isChosen ? 'bg-surface text-text font-medium shadow-sm' : 'text-muted hover:text-text')}>
          {choice.label}
        </Link>
      ))}
    </nav>
  );
}
