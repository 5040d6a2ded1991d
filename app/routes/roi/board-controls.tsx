import { Form, useSubmit } from '@remix-run/react';
import type { RoiGrouping } from '#app/domain/scoring/roi-grouping.ts';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { withKept } from '#app/table/query-changes.ts';
import { QueryInputs } from '#app/table/query-inputs.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { tableSearch } from '#app/table/url-state.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TabNav } from '#app/ui/tabs.tsx';

interface RoiToolbarProps {
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly by: RoiGrouping;
  readonly days: readonly string[];
  readonly asOf: string;
  readonly campaigns: readonly { readonly slug: string; readonly name: string }[];
  readonly kols: readonly { readonly kolName: string | null }[];
}

const GROUPINGS: readonly RoiGrouping[] = ['collaboration', 'kol', 'tier', 'campaign'];

/** Grouping, filters and the day of the review; all of them stand in the address. */
export function RoiToolbar({ query, spec, by, days, asOf, campaigns, kols }: RoiToolbarProps) {
  const t = useText('roi');
  const td = useText('domain');
  // Filters that links from groups and other pages set have a name to be shown by, but no list to choose from.
  const linked = (['kol', 'collaboration'] as const).flatMap((key) => {
    const values = query.filters[key];
    return values ? [{ name: key, label: t(`filter.${key}`), options: values.map((value) => ({ value, label: kols[0]?.kolName ?? value })) }] : [];
  });
  const facets = [
    { name: 'campaign', label: t('filter.campaign'), options: campaigns.map(({ slug, name }) => ({ value: slug, label: name })) },
    { name: 'tier', label: t('filter.tier'), options: (['top', 'mid', 'emerging'] as const).map((tier) => ({ value: tier, label: td(`tier.${tier}`) })) },
    { name: 'light', label: t('filter.light'), options: (['star', 'green', 'amber', 'red', 'grey'] as const).map((light) => ({ value: light, label: td(`light.${light}`) })) },
    ...linked,
  ];
  return (
    <>
      <div className="mb-3">
        <TabNav
          label={t('groupBy')}
          tabs={GROUPINGS.map((grouping) => ({
            to: paths.roi(tableSearch(withKept(query, 'by', grouping === 'collaboration' ? null : grouping), spec)), label: t(`by.${grouping}`), active: by === grouping,
          }))}
        />
      </div>
      <Toolbar query={query} spec={spec} facets={facets}>
        <DayChoice query={query} spec={spec} days={days} asOf={asOf} />
      </Toolbar>
    </>
  );
}

function DayChoice({ query, spec, days, asOf }: Pick<RoiToolbarProps, 'query' | 'spec' | 'days' | 'asOf'>) {
  const t = useText('roi');
  const tc = useText('common');
  const locale = useLocale();
  const submit = useSubmit();
  return (
    <Form method="get" preventScrollReset onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })} className="flex items-center gap-2">
      <QueryInputs query={query} spec={spec} without="as_of" />
      <SelectField key={asOf} label={t('asOf')} hideLabel name="as_of" defaultValue={asOf} options={days.map((day) => ({ value: day, label: t('asOfDay', { day: formatDay(day, locale) }) }))} />
      <noscript><button type="submit">{tc('action.apply')}</button></noscript>
    </Form>
  );
}
