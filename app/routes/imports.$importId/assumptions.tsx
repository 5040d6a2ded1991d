import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import type { ImportReading } from './load-import.server.ts';
import { useFieldText } from './use-problem-text.ts';

interface AssumptionsProps {
  readonly assumed: ImportReading['assumed'];
  /** How many rows it holds for. */
  readonly rows: number;
}

/** What is taken for granted of every row because no column says it: an order without a state counts as paid. */
export function Assumptions({ assumed, rows }: AssumptionsProps) {
  const t = useText('imports');
  const td = useText('domain');
  const fieldText = useFieldText();
  return (
    <Banner tone="amber" title={t('assumed.title', { count: rows })}>
      <ul className="list-disc ps-5">
        {assumed.map(({ field, value }) => <li key={field}>{t('assumed.line', { field: fieldText(field), value: field === 'status' ? td('orderStatus.paid') : value })}</li>)}
      </ul>
      <p className="text-muted">{t('assumed.text')}</p>
    </Banner>
  );
}
