import { useText } from '#app/i18n/use-text.ts';
import { FIRST_ROWS } from './row-window.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

const DRAWN_WHOLE = 100;

/** Without script only the first rows of a long page stand there: says so, and leads to pages that need none. */
export function WindowNote({ query, spec }: { readonly query: TableQuery; readonly spec: TableSpec }) {
  const t = useText('common');
  return (
    <noscript>
      <p className="mt-2">{t('table.firstRowsOnly', { count: FIRST_ROWS })} <a href={tableSearch({ ...query, rows: DRAWN_WHOLE }, spec)} className="underline">{t('table.smallerPages', { count: DRAWN_WHOLE })}</a></p>
    </noscript>
  );
}
