import { Link } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale } from '#app/components/page-context.ts';
import { cx } from '#app/ui/class-names.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { PAGE_SIZES, pageRowsOf } from './page-size.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

interface PagerProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** All matching rows; `more` when counting stopped there ("more than 10,000 rows"). */
  readonly total: number;
  readonly more?: boolean;
  /** Cursors of the first and last row shown; null where there is no page on that side. */
  readonly before: string | null;
  readonly after: string | null;
  /** Rows of a page unless another number is asked for; without it there is no choice. */
  readonly pageRows?: number;
}

/** Steps between pages of a keyset-paged list, with how many rows there are, and how many a page shall have. */
export function Pager({ query, spec, total, more = false, before, after, pageRows }: PagerProps) {
  const t = useText('common');
  const locale = useLocale();
  const link = (direction: 'before' | 'after', cursor: string | null) => (cursor === null ? null : tableSearch({ ...query, page: { direction, cursor } }, spec));
  const { rows: _size, ...asked } = query;
  // Under other rows it is another one, as they are (data-table.tsx); between their pages it stays, and keeps the focus.
  return (
    <div key={tableSearch({ ...asked, page: null }, spec)} className="mt-3">
      <Pagination label={t('table.pages')} previous={link('before', before)} next={link('after', after)} previousLabel={t('table.previousPage')} nextLabel={t('table.nextPage')}>
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>{more ? t('table.rowsAtLeast', { count: total, formatted: formatNumber(total, locale, 0) }) : t('table.rows', { count: total, formatted: formatNumber(total, locale, 0) })}</span>
          {pageRows !== undefined && (more || total > (PAGE_SIZES[0] ?? 0)) ? <PageSizes query={query} spec={spec} own={pageRows} /> : null}
        </span>
      </Pagination>
    </div>
  );
}

/** How many rows a page has: links, each of which keeps the row that the page begins with. */
function PageSizes({ query, spec, own }: { readonly query: TableQuery; readonly spec: TableSpec; readonly own: number }) {
  const t = useText('common');
  const current = pageRowsOf(query, own);
  const { rows: _size, ...asked } = query;
  const page = asked.page?.direction === 'after' ? asked.page : null;
  return (
    <span role="group" aria-label={t('table.rowsPerPage')} className="inline-flex items-center gap-1">
      <span aria-hidden="true">{t('table.rowsPerPage')}</span>
      {PAGE_SIZES.map((size) => (
        <Link
          key={size} to={tableSearch({ ...asked, page, ...(size !== own && { rows: size }) }, spec) || '?'} preventScrollReset aria-label={t('table.rowsOnPage', { count: size })} aria-current={size === current ? 'true' : undefined}
          className={cx('inline-flex items-center justify-center min-h-6 min-w-6 px-1.5 rounded-control', size === current ? 'bg-accent-soft text-accent font-medium' : 'hover:bg-hover hover:text-text')}
        >
          {size}
        </Link>
      ))}
    </span>
  );
}
