import type { ReactNode } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { hasConditions, withoutConditions } from './query-changes.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

/** No rows exist; rows exist, but none matches (told from the query itself); rows exist that this person may not see. */
export type EmptyKind = 'none' | 'forbidden';

interface TableEmptyProps {
  readonly kind: EmptyKind;
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly title?: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** In the place of a table without rows: what would be here, why it is not, and what to do about that. */
export function TableEmpty({ kind, query, spec, title, action, children }: TableEmptyProps) {
  const t = useText('common');
  const reset = tableSearch(withoutConditions(query), spec) || '?';
  return (
    <div className="rounded-card border border-line bg-surface">
      {kind === 'forbidden' ? (
        <EmptyState icon="lock" title={t('table.forbiddenTitle')}>{t('table.forbiddenText')}</EmptyState>
      ) : hasConditions(query) ? (
        <EmptyState icon="filter" title={t('table.filteredTitle')} action={<LinkButton to={reset}>{t('table.resetAll')}</LinkButton>}>{t('table.filteredText')}</EmptyState>
      ) : (
        <EmptyState icon="table" title={title ?? t('table.emptyTitle')} action={action}>{children ?? t('table.emptyText')}</EmptyState>
      )}
    </div>
  );
}
