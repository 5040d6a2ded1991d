import { Form } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import type { Tier } from '#app/domain/kol.ts';
import { DIMENSIONS } from '#app/domain/scoring/metrics.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';

export interface ComparedCard {
  readonly score: number | null;
  /** In the order of DIMENSIONS. */
  readonly dimensions: readonly (number | null)[];
}

interface CompareCardProps {
  readonly tier: Tier;
  readonly asOf: string;
  readonly own: ComparedCard;
  readonly median: ComparedCard & { readonly cards: number };
  readonly monthAgo: (ComparedCard & { readonly asOf: string }) | null;
  readonly other: (ComparedCard & { readonly name: string; readonly collaborationId: string }) | null;
  readonly choices: readonly { readonly collaborationId: string; readonly name: string }[];
}

/** The card beside the median of its tier, its own of a month ago, and one that is chosen. */
export function CompareCard({ tier, asOf, own, median, monthAgo, other, choices }: CompareCardProps) {
  const t = useText('scorecard');
  const td = useText('domain');
  const columns = [
    { key: 'own', head: <>{t('compare.own')}</>, card: own },
    { key: 'median', head: <>{t('compare.median', { tier: td(`tier.${tier}`), count: median.cards })}</>, card: median },
    ...(monthAgo === null ? [] : [{ key: 'month', head: <>{t('compare.month')} <DayText day={monthAgo.asOf} /></>, card: monthAgo }]),
    ...(other === null ? [] : [{ key: 'other', head: <>{other.name}</>, card: other }]),
  ];
  const rows = [{ key: 'score', label: t('column.score'), of: (card: ComparedCard) => card.score }, ...DIMENSIONS.map((key, place) => ({ key, label: td(`dimension.${key}`), of: (card: ComparedCard) => card.dimensions[place] ?? null }))];
  return (
    <Card title={t('compare.title')} subtitle={t('compare.text')}>
      <Form method="get" className="mb-3 flex flex-wrap items-end gap-2">
        <input type="hidden" name="as_of" value={asOf} />
        <SelectField
          name="with" label={t('compare.with')} defaultValue={other?.collaborationId ?? ''}
          options={[{ value: '', label: t('compare.nobody') }, ...choices.map(({ collaborationId, name }) => ({ value: collaborationId, label: name }))]}
        />
        <Button type="submit">{t('compare.show')}</Button>
      </Form>
      <Table label={t('compare.title')} stickyFirst compact>
        <thead><tr><th scope="col">{t('compare.figure')}</th>{columns.map(({ key, head }) => <th key={key} scope="col" className="num">{head}</th>)}</tr></thead>
        <tbody>
          {rows.map(({ key, label, of }) => (
            <tr key={key}><th scope="row" className={key === 'score' ? undefined : 'font-normal!'}>{label}</th>{columns.map(({ key: column, card }) => <td key={column} className="num"><Points value={of(card)} against={column === 'own' ? null : of(own)} /></td>)}</tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** A figure, and how the card itself lies to it: in words by its sign, not by colour. */
function Points({ value, against }: { readonly value: number | null; readonly against: number | null }) {
  const locale = useLocale();
  const t = useText('scorecard');
  if (value === null) return <Dash title={t('notEnough')} />;
  const difference = against === null ? null : against - value;
  return (
    <>
      {formatNumber(value, locale, 1)}
      {difference === null ? null : <span className="block text-muted text-[0.857rem]">{t('compare.difference')} {difference > 0 ? '+' : ''}{formatNumber(difference, locale, 1)}</span>}
    </>
  );
}
