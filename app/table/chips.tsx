import { Link } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import { RELATIVE_PERIODS } from '#app/domain/relative-period.ts';
import type { RowCondition } from '#app/domain/row-condition.ts';
import { parseCondition } from '#app/domain/row-condition.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Icon } from '#app/ui/icon.tsx';
import type { NumberRange } from './conditions.ts';
import type { Facet } from './facet-menu.tsx';
import { withoutCondition } from './filter-changes.ts';
import { FilterProblems } from './filter-problems.tsx';
import { hasConditions, withDates, withExcluded, withoutFilterValue, withoutConditions, withRange } from './query-changes.ts';
import type { SpanFilter } from './span-menu.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

interface ChipsProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly facets: readonly Facet[];
  readonly spans: readonly SpanFilter[];
}

interface Chip {
  readonly key: string;
  /** The word before it: conditions hold together, values of one filter are alternatives. */
  readonly joins: 'and' | 'or';
  readonly name: string;
  readonly value: string;
  readonly isNot: boolean;
  /** Brackets around what it stands in with others. */
  readonly opens?: string;
  readonly closes?: string;
  readonly without: TableQuery;
}

/** What is set, in words, each to be taken back by itself. */
export function Chips({ query, spec, facets, spans }: ChipsProps) {
  const t = useText('common');
  const chips = useChips({ query, spec, facets, spans });
  const { problems } = query;
  if (!hasConditions(query)) return problems ? <FilterProblems problems={problems} /> : null;
  return (
    <>
      <ul className="flex flex-wrap items-center gap-1.5">
        {chips.map((chip, index) => (
          <li key={chip.key} className="inline-flex items-center gap-1.5">
            {index > 0 ? <span className="text-muted text-[0.857rem]">{t(`table.${chip.joins}`)}</span> : null}
            {chip.opens}
            <Link
              to={tableSearch(chip.without, spec) || '?'} preventScrollReset aria-label={t('table.removeFilter', { name: chip.isNot ? t('table.isNot', { name: chip.name }) : chip.name, value: chip.value })}
              className="inline-flex items-center gap-1 min-h-7 rounded-full bg-accent-soft text-accent ps-2.5 pe-1.5 hover:underline"
            >
              <span>{chip.isNot ? t('table.isNot', { name: chip.name }) : `${chip.name}:`} {chip.value}</span>
              <Icon name="close" />
            </Link>
            {chip.closes}
          </li>
        ))}
        <li><Link to={tableSearch(withoutConditions(query), spec) || '?'} preventScrollReset className="inline-flex items-center min-h-7 px-2 text-muted hover:text-text hover:underline">{t('table.resetAll')}</Link></li>
      </ul>
      {problems ? <FilterProblems problems={problems} /> : null}
    </>
  );
}

function useChips({ query, facets, spans }: ChipsProps): readonly Chip[] {
  const t = useText('common');
  const locale = useLocale();
  const facetOf = (name: string) => facets.find((each) => each.name === name);
  const spanName = (name: string) => spans.find((each) => each.name === name)?.label ?? name;
  const number = (value: number) => formatNumber(value, locale, Number.isInteger(value) ? 0 : 2);
  const rangeWords = ({ from, to }: NumberRange) => (from === null ? `≤ ${number(to ?? 0)}` : to === null ? `≥ ${number(from)}` : `${number(from)} – ${number(to)}`);
  const daysWords = (span: string) => {
    const period = RELATIVE_PERIODS.find((each) => each === span);
    return period ? t(`table.period.${period}`) : span.replace('..', ' – ');
  };
  const valueChips = (set: Readonly<Record<string, readonly string[]>>, isNot: boolean) => Object.entries(set).flatMap(([name, values]) => {
    const facet = facetOf(name);
    return values.map((value, index): Chip => ({
      key: `${isNot ? 'not ' : ''}${name} ${value}`, joins: index > 0 && !isNot ? 'or' : 'and', name: facet?.label ?? name, value: facet?.options.find((option) => option.value === value)?.label ?? value, isNot,
      without: isNot ? withExcluded(query, name, values.filter((each) => each !== value)) : withoutFilterValue(query, name, value),
    }));
  });
  const labels = (name: string, values: readonly string[]) => values.map((value) => facetOf(name)?.options.find((option) => option.value === value)?.label ?? value).join(' / ');
  const operand = (condition: RowCondition) => {
    switch (condition.operator) {
      case 'is':
      case 'not':
        return labels(condition.column, condition.values);
      case 'in':
        return rangeWords(condition.range);
      case 'on':
        return daysWords(condition.days);
      case 'has':
        return t('table.contains', { text: condition.text });
      case 'empty':
        return t('table.isEmpty');
      case 'filled':
        return t('table.isFilled');
    }
  };
  const { where } = query;
  const flat = [
    ...valueChips(query.filters, false), ...valueChips(query.excluded ?? {}, true),
    ...Object.entries(query.ranges ?? {}).map(([name, range]): Chip => ({ key: `r ${name}`, joins: 'and', name: spanName(name), value: rangeWords(range), isNot: false, without: withRange(query, name, null) })),
    ...Object.entries(query.dates ?? {}).map(([name, span]): Chip => ({ key: `d ${name}`, joins: 'and', name: spanName(name), value: daysWords(span), isNot: false, without: withDates(query, name, null) })),
  ];
  // Alternatives beside what holds in any case stand in brackets of their own.
  const [open, close] = where?.join === 'any' && flat.length > 0 ? ['(', ')'] : ['', ''];
  const grouped = where?.groups.flatMap(({ join, conditions }, group) => conditions.map((text, place): Chip => {
    const condition = parseCondition(text);
    const [first, last] = [place === 0, place === conditions.length - 1];
    const many = conditions.length > 1;
    return {
      key: `c ${group} ${place}`, joins: (first ? (group === 0 ? 'all' : where.join) : join) === 'any' ? 'or' : 'and', name: facetOf(condition?.column ?? '')?.label ?? spanName(condition?.column ?? ''), value: condition ? operand(condition) : text,
      isNot: condition?.operator === 'not', opens: (group === 0 && first ? open : '') + (many && first ? '(' : ''), closes: (many && last ? ')' : '') + (group === where.groups.length - 1 && last ? close : ''),
      without: withoutCondition(query, where, group, place),
    };
  }));
  return [...flat, ...(grouped ?? [])];
}
