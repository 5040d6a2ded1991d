import { Form, Link, useNavigation } from '@remix-run/react';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import type { VarianceView } from '#app/components/variance-text.tsx';
import { ReasonBadge, ReasonText, useVarianceName, varianceAnchor, varianceLines, VarianceMoney, VarianceShare } from '#app/components/variance-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';
import type { ReasonAnswer } from './explain.server.ts';

interface ReasonsCardProps {
  /** Beyond the threshold; those that somebody still has to explain first. */
  readonly rows: readonly VarianceView[];
  readonly hidden: number;
  readonly open: number;
  readonly threshold: string;
  readonly mayWrite: boolean;
  readonly answer: ReasonAnswer | null;
}

/** What is beyond plan, with who explained it and when, and what still wants a reason. The finding is the title. */
export function ReasonsCard({ rows, hidden, open, threshold, mayWrite, answer }: ReasonsCardProps) {
  const t = useText('finance');
  const nameOf = useVarianceName();
  const title = open > 0 ? t('variance.reasonsOpen', { count: open }) : t('variance.reasonsDone');
  return (
    <Card title={title} subtitle={t('variance.reasonsText', { threshold })} flush={rows.length > 0}>
      {rows.length === 0 ? <p className="text-muted">{t('variance.reasonsNone', { threshold })}</p> : (
        <Table label={t('variance.reasons')} stickyFirst compact>
          <thead>
            <tr>
              <th scope="col">{t('variance.subject')}</th><th scope="col" className="num">{t('variance.planned')}</th><th scope="col" className="num">{t('variance.actual')}</th>
              <th scope="col" className="num">{t('variance.amount')}</th><th scope="col" className="num">{t('variance.share')}</th><th scope="col">{t('variance.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={varianceAnchor(row)} id={varianceAnchor(row)} className="target:bg-hover align-top">
                <th scope="row">
                  <Link to={varianceLines(row)} className="inline-flex items-center min-h-6 text-accent hover:underline">{nameOf(row)}</Link>
                  <span className="block text-muted text-[0.857rem] font-normal">{t(`variance.kind.${row.kind}`)}</span>
                </th>
                <td className="num"><SpendMoney minor={row.plannedMinor} /></td><td className="num"><SpendMoney minor={row.actualMinor} /></td>
                <td className="num"><VarianceMoney minor={row.minor} /></td><td className="num"><VarianceShare basisPoints={row.basisPoints} /></td>
                <td className="min-w-64 max-w-lg whitespace-normal!">
                  <span className="flex flex-col gap-1 items-start">
                    <ReasonBadge state={row.state} />
                    {row.note ? <span><ReasonText note={row.note} /></span> : null}
                    {mayWrite ? <ReasonForm row={row} name={nameOf(row)} answer={answer?.anchor === varianceAnchor(row) ? answer : null} /> : null}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {hidden > 0 ? <p className="px-4 py-2 text-muted">{t('variance.reasonsHidden', { count: hidden })}</p> : null}
    </Card>
  );
}

function ReasonForm({ row, name, answer }: { readonly row: VarianceView; readonly name: string; readonly answer: ReasonAnswer | null }) {
  const t = useText('finance');
  const anchor = varianceAnchor(row);
  const navigation = useNavigation();
  const busy = navigation.state !== 'idle' && navigation.formData?.get('anchor') === anchor;
  return (
    <details className="w-full" open={answer !== null || undefined}>
      <summary className="inline-flex items-center min-h-6 cursor-pointer text-accent hover:underline">{t(row.note === null ? 'variance.explain' : 'variance.explainAgain')}</summary>
      <Form method="post" noValidate aria-label={t('variance.explainOf', { name })} className="mt-2 flex flex-col gap-2">
        <input type="hidden" name="anchor" value={anchor} /><input type="hidden" name="kind" value={row.kind} /><input type="hidden" name="id" value={row.id} />
        <input type="hidden" name="tier" value={row.tier ?? ''} /><input type="hidden" name="seen" value={row.minor} />
        <TextareaField name="reason" label={t('variance.why')} required rows={2} maxLength={1000} defaultValue={answer?.reason ?? ''} error={answer ? t(`variance.problem.${answer.problem}`) : null} />
        <div><Button type="submit" size="sm" variant="primary" busy={busy}>{t('variance.save')}</Button></div>
      </Form>
    </details>
  );
}
