import { useLocale } from '#app/components/page-context.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Dropdown, menuItemClass } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

interface ExportMenuProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** Rows that the file will hold; `more` when counting stopped there. */
  readonly total: number;
  readonly more?: boolean;
  /** Addresses of the two kinds of file, with a question. */
  readonly csv: (search: string) => string;
  readonly xlsx: (search: string) => string;
}

/** A list as a file: as it is shown, for people, or raw, for programs. Both hold all rows of the question, not the page. */
export function ExportMenu({ query, spec, total, more = false, csv, xlsx }: ExportMenuProps) {
  const t = useText('common');
  const locale = useLocale();
  const { view: _view, ...asked } = query;
  const search = tableSearch({ ...asked, page: null }, spec);
  const shown = search === '' ? '?as=shown' : `${search}&as=shown`;
  const rows = t(more ? 'table.rowsAtLeast' : 'table.rows', { count: total, formatted: formatNumber(total, locale, 0) });
  const links = [
    { title: t('export.asShown'), text: t('export.asShownText'), search: shown },
    { title: t('export.raw'), text: t('export.rawText'), search },
  ];
  return (
    <Dropdown align="end" triggerClassName={buttonClass('secondary', 'md')} trigger={<><Icon name="export" /><span className="max-sm:sr-only">{t('export.title')}</span></>} panelClassName="w-72 p-2!">
      <p className="px-2 pb-1 text-muted">{rows}</p>
      {links.map((link) => (
        <section key={link.title} aria-label={link.title} className="border-t border-line py-1.5">
          <p className="px-2 font-medium">{link.title}</p>
          <p className="px-2 text-muted text-[0.9286rem]">{link.text}</p>
          <div className="flex gap-1">
            <a href={csv(link.search)} download className={menuItemClass}><Icon name="download" />CSV</a>
            <a href={xlsx(link.search)} download className={menuItemClass}><Icon name="download" />XLSX</a>
          </div>
        </section>
      ))}
    </Dropdown>
  );
}
