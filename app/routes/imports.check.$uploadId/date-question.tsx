import { Form } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay } from '#app/i18n/format.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';

const DATE = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;

/** 03/04/2026 may be 3 April or March 4: shows both readings of the file's own dates and asks. */
export function DateQuestion({ samples }: { readonly samples: readonly string[] }) {
  const t = useText('imports');
  const locale = useLocale();
  const shown = [...new Set(samples)].flatMap((text) => {
    const match = DATE.exec(text);
    return match ? [{ text, first: match[1] ?? '', second: match[2] ?? '', year: match[3] ?? '' }] : [];
  }).slice(0, 3);
  const day = (year: string, month: string, date: string) => formatDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`, locale);
  return (
    <Banner tone="amber" title={t('dates.title')}>
      <Form method="post" className="mt-2 grid gap-3 sm:grid-cols-2 max-w-2xl">
        <input type="hidden" name="intent" value="dates" />
        {(['dmy', 'mdy'] as const).map((order) => (
          <div key={order} className="rounded-control border border-line bg-surface p-3 flex flex-col gap-2">
            <ul>
              {shown.map(({ text, first, second, year }) => (
                <li key={text}><code>{text}</code> → {order === 'dmy' ? day(year, second, first) : day(year, first, second)}</li>
              ))}
            </ul>
            <div className="mt-auto"><Button type="submit" name="dateOrder" value={order}>{t(`dateOrder.${order}`)}</Button></div>
          </div>
        ))}
      </Form>
    </Banner>
  );
}
