import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countAuditEvents, countAuditFacets, listAuditEvents } from '#db/queries/audit-pages.server.ts';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { useActionWords, useSubjectWords } from '#app/components/ledger-parts.tsx';
import { PeriodForm } from '#app/components/period-form.tsx';
import { AUDIT_ACTOR_KINDS } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { remembering } from '#app/lib/short-memory.server.ts';
import { countFinanceWork } from '#app/services/count-finance-work.server.ts';
import { chosenOf, countedOptions } from '#app/table/counted-options.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { canonicalSearch, parseTableQuery, tableSearch } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { columns } from './columns.tsx';
import { auditQuestion, auditSpec } from './question.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
const facetCounts = remembering<Awaited<ReturnType<typeof countAuditFacets>>>();
/** Counting goes no further: "more than 10,000 rows". */
const MOST_COUNTED = 10_001;

export const loader = page('audit:read', async ({ db, workspaceId, actor, request, url, now }) => {
  const views = await readViews({ db, workspaceId, actor, url }, 'audit', (search) => canonicalSearch(search, auditSpec));
  const query = parseTableQuery(url.searchParams, auditSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const question = auditQuestion(query, { timeZone: actor.workspace.timeZone, now });
  const [found, count, facets, work] = await Promise.all([
    listAuditEvents(db, workspaceId, question, { page: query.page, limit: pageRows }), countAuditEvents(db, workspaceId, question, MOST_COUNTED), facetCounts([workspaceId, question], now, () => countAuditFacets(db, workspaceId, question)),
    countFinanceWork(db, workspaceId),
  ]);
  return {
    title: pageTitle(request, 'ledger:audit.title'), query, views, rows: found.rows, cursors: { before: found.before, after: found.after }, total: Math.min(count, MOST_COUNTED - 1),
    more: count === MOST_COUNTED, facets, work, csv: paths.auditCsv(tableSearch({ ...query, page: null }, auditSpec)),
  };
});

export default function Audit() {
  const { query, rows, cursors, total, more, facets, work, csv, views } = useLoaderData<typeof loader>();
  const t = useText('ledger');
  const words = { action: useActionWords(), subject: useSubjectWords() };
  const named = (name: 'action' | 'subject') => {
    const values = new Set([...facets[name].map(({ value }) => value), ...chosenOf(query, name)]);
    return countedOptions([...values].sort().map((value) => ({ value, label: words[name](value) })), facets[name]);
  };
  return (
    <>
      <FinanceHeader current="audit" work={work} actions={<a href={csv} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportCsv')}</a>} />
      <p className="mb-3 text-muted">{t('audit.text')}</p>
      <ViewTabs views={views} query={query} spec={auditSpec} />
      <Toolbar
        query={query} spec={auditSpec} searchLabel={t('audit.search')} columns={columns} dates={[{ name: 'at', label: t('column.at') }]} texts={[{ name: 'name', label: t('column.actor') }, { name: 'reason', label: t('reason') }]}
        facets={[
          { name: 'actor', label: t('audit.by'), options: countedOptions(AUDIT_ACTOR_KINDS.map((value) => ({ value, label: t(`audit.actorKind.${value}`) })), facets.actor) },
          { name: 'action', label: t('audit.action'), options: named('action') }, { name: 'subject', label: t('audit.subject'), options: named('subject') },
        ]}
      >
        {query.kept?.['from'] || query.kept?.['to'] ? <PeriodForm query={query} spec={auditSpec} /> : null}
      </Toolbar>
      <DataTable
        label={t('audit.title')} columns={columns} rows={rows} rowKey={(row) => row.id} query={query} spec={auditSpec}
        emptyTitle={t('audit.emptyTitle')} emptyText={t('audit.emptyText')}
      />
      {rows.length > 0 ? <Pager query={query} spec={auditSpec} total={total} more={more} {...cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}
