import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { DATE_ORDERS, NUMBER_STYLES } from '#app/domain/ingestion/import-options.ts';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';

const DATE = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;

/** 03/04/2026 may be 3 April or March 4: shows both readings of the file's own dates and asks. */
export function DateQuestion({ cells }: { readonly cells: readonly string[] }) {
  const t = useText('imports');
  const locale = useLocale();
  const day = (year: string, month: string, date: string) => formatDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`, locale);
  const readAs = (order: (typeof DATE_ORDERS)[number]) => cells.flatMap((cell) => {
    const [, first = '', second = '', year] = DATE.exec(cell) ?? [];
    return year === undefined ? [] : [{ cell, reading: order === 'dmy' ? day(year, second, first) : day(year, first, second) }];
  });
  return <Question title={t('dates.title')} name="dateOrder" answers={DATE_ORDERS.map((order) => ({ value: order, label: t(`dateOrder.${order}`), readings: readAs(order) }))} />;
}

/** 1.234 may be a thousand and more or a little over one. */
export function NumberQuestion({ cells }: { readonly cells: readonly string[] }) {
  const t = useText('imports');
  const locale = useLocale();
  const readAs = (style: (typeof NUMBER_STYLES)[number]) => cells.flatMap((cell) => {
    const plain = style === 'dot' ? cell.replaceAll(',', '') : cell.replaceAll('.', '').replace(',', '.');
    const digits = /\d+(?:\.\d+)?/.exec(plain)?.[0];
    return digits === undefined ? [] : [{ cell, reading: formatNumber(Number(digits), locale, digits.split('.')[1]?.length ?? 0) }];
  });
  return <Question title={t('numbers.title')} name="numberStyle" answers={NUMBER_STYLES.map((style) => ({ value: style, label: t(`numberStyle.${style}`), readings: readAs(style) }))} />;
}

interface Answer {
  readonly value: string;
  readonly label: ReactNode;
  /** Some of the file's own cells as they would be read. */
  readonly readings: readonly { readonly cell: string; readonly reading: string }[];
}

function Question({ title, name, answers }: { readonly title: string; readonly name: string; readonly answers: readonly Answer[] }) {
  return (
    <Banner tone="amber" title={title}>
      <Form method="post" preventScrollReset className="mt-2 grid gap-3 sm:grid-cols-2 max-w-2xl">
        <input type="hidden" name="intent" value="answer" />
        {answers.map(({ value, label, readings }) => (
          <div key={value} className="rounded-control border border-line bg-surface p-3 flex flex-col gap-2">
            <ul>{readings.map(({ cell, reading }) => <li key={cell}><code>{cell}</code> → {reading}</li>)}</ul>
            <div className="mt-auto"><Button type="submit" name={name} value={value}>{label}</Button></div>
          </div>
        ))}
      </Form>
    </Banner>
  );
}
