import { lazy, Suspense, useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { Dropdown } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { ColumnMenuProps } from './column-panel.tsx';
import { extrasOf } from './columns.ts';
import { arrange, isLayout } from './layout.ts';
import { useLayout } from './use-layout.ts';

/** Its lines need script, and most visits do not open it: a document without them is a tenth smaller. */
const ColumnPanel = lazy(() => import('./column-panel.tsx'));

/** The control that tells how many columns are shown, and opens the choice of them. */
export function ColumnMenu({ columns, query, spec }: ColumnMenuProps) {
  const t = useText('common');
  const layout = useLayout(query);
  const [wasOpened, setOpened] = useState(false);
  const { shown } = arrange(layout, columns.map(({ id }) => id), extrasOf(columns));
  return (
    <Dropdown
      align="end" label={t('table.columnsChosen', { shown: shown.length, all: columns.length })} triggerClassName={cx(buttonClass('secondary', 'md'), isLayout(layout) && 'border-accent-solid! text-accent!')}
      trigger={<><Icon name="columns" /><span className="max-sm:sr-only">{t('table.columns')}</span></>} panelClassName="w-88 max-h-[70dvh] overflow-y-auto" onOpen={() => setOpened(true)}
    >
      {wasOpened ? <Suspense fallback={<p role="status" className="px-2 py-1 text-muted">{t('state.loading')}</p>}><ColumnPanel columns={columns} query={query} spec={spec} /></Suspense> : null}
    </Dropdown>
  );
}
