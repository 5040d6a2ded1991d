import { useText } from '#app/i18n/use-text.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale } from '#app/components/page-context.ts';
import { Pagination } from '#app/ui/pagination.tsx';
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
}

/** Steps between pages of a keyset-paged list, with how many rows there are. */
export function Pager({ query, spec, total, more = false, before, after }: PagerProps) {
  const t = useText('common');
  const locale = useLocale();
  const link = (direction: 'before' | 'after', cursor: string | null) => (cursor === null ? null : tableSearch({ ...query, page: { direction, cursor } }, spec));
  return (
    <div className="mt-3">
      <Pagination label={t('table.pages')} previous={link('before', before)} next={link('after', after)} previousLabel={t('table.previousPage')} nextLabel={t('table.nextPage')}>
        {more ? t('table.rowsAtLeast', { count: total, formatted: formatNumber(total, locale, 0) }) : t('table.rows', { count: total, formatted: formatNumber(total, locale, 0) })}
      </Pagination>
    </div>
  );
}
