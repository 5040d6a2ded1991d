import { Link, useFetcher } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button, buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { Dropdown } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';
import { NewViewForm } from './view-form.tsx';
import { ViewMenu } from './view-menu.tsx';
import type { TableViews, ViewProblem, ViewTab } from './views.ts';

interface ViewTabsProps {
  readonly views: TableViews;
  readonly query: TableQuery;
  readonly spec: TableSpec;
}

const tabClass = 'inline-flex items-center gap-1.5 min-h-9 -mb-px border-b-2 whitespace-nowrap';

/** The views of a list as tabs above it. Each is a link that alone restores what it shows; what was changed since can be saved, kept as another, or taken back. */
export function ViewTabs({ views, query, spec }: ViewTabsProps) {
  const t = useText('views');
  const { view: currentId, ...asked } = query;
  const search = tableSearch({ ...asked, page: null }, spec);
  const current = views.views.find(({ id }) => id === currentId);
  const isModified = current !== undefined && current.search !== search;
  const question = search.slice(1);
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-1 mb-3 border-b border-line no-print">
      <nav aria-label={t('label')} className="flex gap-5 min-w-0 overflow-x-auto overflow-y-hidden">
        <TabLink to={views.opensWith === null ? views.path : `${views.path}?v=all`} isActive={current === undefined}>{t('all')}</TabLink>
        {views.views.map((view) => (
          <TabLink key={view.id} to={view.to} isActive={view === current} title={t(`mark.${view.visibility}`, { owner: view.ownerName })}>
            {view.visibility === 'team' ? null : <Icon name={view.visibility === 'locked' ? 'lock' : 'user'} className="text-muted" />}
            {view.name}
            {view === current && isModified ? <span className="size-2 rounded-full bg-accent-solid" title={t('modified')}><span className="sr-only">{t('modified')}</span></span> : null}
          </TabLink>
        ))}
      </nav>
      <div className="flex flex-wrap items-center gap-1 pb-1 ms-auto">
        {current && isModified ? <Unsaved view={current} question={question} /> : null}
        <Dropdown
          key={currentId ?? 'all'} align="end" triggerClassName={buttonClass('ghost', 'sm')} trigger={<><Icon name="plus" />{current && isModified ? t('saveAs') : t('create')}</>} panelClassName="w-80 p-3!"
        >
          <NewViewForm list={views.list} question={question} mayShare={views.mayShare} />
        </Dropdown>
        {current ? <ViewMenu key={`${current.id} ${current.version} ${current.roles.join(' ')} ${views.opensWith}`} view={current} views={views} here={`${views.path}?v=${current.id}${question ? `&${question}` : ''}`} /> : null}
      </div>
    </div>
  );
}

function TabLink({ to, isActive, title, children }: { readonly to: string; readonly isActive: boolean; readonly title?: string; readonly children: ReactNode }) {
  return (
    <Link to={to} prefetch="intent" title={title} aria-current={isActive ? 'page' : undefined} className={cx(tabClass, isActive ? 'border-accent-solid text-text font-medium' : 'border-transparent text-muted hover:text-text')}>
      {children}
    </Link>
  );
}

/** What to do with a view that no longer shows what was saved. */
function Unsaved({ view, question }: { readonly view: ViewTab; readonly question: string }) {
  const t = useText('views');
  const fetcher = useFetcher<{ problem: ViewProblem } | null>();
  const problem = fetcher.state === 'idle' ? fetcher.data?.problem : undefined;
  return (
    <>
      {problem ? <p role="alert" className="text-red text-[0.9286rem]">{t(`problem.${problem}`)}</p> : null}
      {view.mayChange ? (
        <fetcher.Form method="post" action={paths.views()}>
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="viewId" value={view.id} />
          <input type="hidden" name="version" value={view.version} />
          <input type="hidden" name="query" value={question} />
          <Button type="submit" size="sm" variant="primary" busy={fetcher.state !== 'idle'}>{t('save')}</Button>
        </fetcher.Form>
      ) : <span className="text-muted text-[0.857rem]">{t('readOnly', { owner: view.ownerName })}</span>}
      <Link to={view.to} className={buttonClass('ghost', 'sm')}>{t('reset')}</Link>
    </>
  );
}
