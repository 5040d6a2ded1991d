import { Form } from '@remix-run/react';
import { useRef, useState } from 'react';
import type { Join } from '#app/domain/row-filter.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { ConditionFields } from './condition-fields.tsx';
import type { Facet } from './facet-menu.tsx';
import { withWhere } from './filter-changes.ts';
import { filterColumns } from './filter-columns.ts';
import type { DraftGroup, FilterDraft } from './filter-draft.ts';
import { draftOf, finished, withGroup, withNewCondition, withNewGroup, withoutKey } from './filter-draft.ts';
import { JoinSelect } from './join-select.tsx';
import { QueryInputs } from './query-inputs.tsx';
import type { SpanFilter } from './span-menu.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';

export interface FilterPanelProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** Names and values of the columns of choices, with how many rows have each. */
  readonly facets: readonly Facet[];
  /** Names of the other columns. */
  readonly spans: readonly SpanFilter[];
}

/** Conditions and groups of them, put together and then applied at once: a form whose fields are the address. */
export default function FilterPanel({ query, spec, facets, spans }: FilterPanelProps) {
  const t = useText('filters');
  const named = [...facets.map(({ name, label }) => ({ name, label })), ...spans];
  const columns = Object.fromEntries(named.flatMap(({ name }) => Object.entries(filterColumns(spec)).filter(([each]) => each === name)));
  const [draft, setDraft] = useState(() => draftOf(query.where, columns));
  const { filter, unfinished } = finished(draft);
  const [hasAdded, setAdded] = useState(false);
  const add = (next: FilterDraft) => {
    setDraft(next);
    setAdded(true);
  };
  const adders = useRef<HTMLDivElement>(null);
  const drop = (key: number) => {
    setDraft(withoutKey(draft, key));
    // What had the focus is gone; it goes to where the next thing is added, not to the top of the page.
    adders.current?.querySelector('button')?.focus();
  };
  const number = (group: DraftGroup) => draft.groups.filter(({ isGroup }) => isGroup).indexOf(group) + 1;
  const conditionsOf = (group: DraftGroup) => group.conditions.map((condition, place) => (
    <ConditionFields
      key={condition.key} condition={condition} columns={columns} names={named} facets={facets} isNew={hasAdded && condition.key === draft.next - 1}
      lead={group.isGroup && place > 0 ? t(group.join) : null}
      onChange={(changed) => setDraft(withGroup(draft, { ...group, conditions: group.conditions.map((each) => (each.key === changed.key ? changed : each)) }))}
      onRemove={() => drop(condition.key)}
    />
  ));
  return (
    <Form method="get" preventScrollReset className="flex flex-col gap-3 p-2 w-172 max-w-full">
      <QueryInputs query={withWhere(query, filter)} spec={spec} without="" />
      {draft.groups.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      <ul className="flex flex-col gap-2">
        {draft.groups.map((group, place) => (
          <li key={group.key} className="grid sm:grid-cols-[4.5rem_1fr] gap-2 items-start">
            <Between place={place} draft={draft} onJoin={(join) => setDraft({ ...draft, join })} />
            {group.isGroup ? (
              <fieldset className="flex flex-col gap-2 rounded-card border border-line bg-sunken p-2 min-w-0">
                <legend className="sr-only">{t('group', { number: number(group) })}</legend>
                <div className="flex items-center gap-2">
                  <JoinSelect label={t('joinGroup')} join={group.join} isLong onJoin={(join) => setDraft(withGroup(draft, { ...group, join }))} />
                  <span className="ms-auto" />
                  <Button size="sm" variant="ghost" icon="trash" aria-label={t('removeGroup', { number: number(group) })} onClick={() => drop(group.key)} />
                </div>
                {conditionsOf(group)}
                <Button size="sm" variant="ghost" icon="plus" className="self-start" aria-label={t('addToGroup', { number: number(group) })} onClick={() => add(withNewCondition(draft, group.key, columns))}>{t('add')}</Button>
              </fieldset>
            ) : <div className="min-w-0">{conditionsOf(group)}</div>}
          </li>
        ))}
      </ul>
      <div ref={adders} className="flex flex-wrap gap-2">
        <Button size="sm" icon="plus" onClick={() => add(withNewGroup(draft, columns, false))}>{t('add')}</Button>
        <Button size="sm" icon="plus" onClick={() => add(withNewGroup(draft, columns, true))}>{t('addGroup')}</Button>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line pt-3">
        {unfinished > 0 ? <p className="me-auto text-muted text-[0.9286rem]">{t('unfinished', { count: unfinished })}</p> : null}
        <Button variant="ghost" onClick={() => setDraft({ ...draft, groups: [] })}>{t('clear')}</Button>
        <Button type="submit" variant="primary">{t('apply')}</Button>
      </div>
    </Form>
  );
}

/** The word before a condition or a group: chosen once, before the second, for all of them. */
function Between({ place, draft, onJoin }: { readonly place: number; readonly draft: FilterDraft; readonly onJoin: (join: Join) => void }) {
  const t = useText('filters');
  if (place === 1) return <div className="w-20 sm:w-auto"><JoinSelect label={t('joinGroups')} join={draft.join} onJoin={onJoin} /></div>;
  return <span className="text-muted sm:py-1.5 sm:text-end">{place === 0 ? t('where') : t(draft.join)}</span>;
}
