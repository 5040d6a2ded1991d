import { useState } from 'react';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import { controlClass } from '#app/ui/field.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { FacetOption } from './facet-menu.tsx';

interface ChoiceValuesProps {
  readonly options: readonly FacetOption[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** More than these are searched, not read through. */
const FEW = 12;
const MOST_SHOWN = 100;

/** The values of a condition: said in a line, chosen in the list under it. What is chosen stays in the list although no row has it. */
export function ChoiceValues({ options, values, onChange }: ChoiceValuesProps) {
  const t = useText('filters');
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const all = [...options, ...values.filter((value) => !options.some((option) => option.value === value)).map((value): FacetOption => ({ value, label: value }))];
  const found = all.filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase())).slice(0, MOST_SHOWN);
  const words = all.filter(({ value }) => values.includes(value)).map(({ label }) => label).join(', ');
  return (
    <details className="group/values">
      <summary className={cx(controlClass, 'list-none flex items-center gap-1.5 cursor-pointer')}>
        <span className={cx('flex-1 truncate', words === '' && 'text-muted')}>{words || t('chooseValues')}</span>
        <Icon name="chevron-down" className="text-muted group-open/values:rotate-180" />
      </summary>
      <fieldset className="mt-1 max-h-52 overflow-y-auto rounded-control border border-line bg-surface p-1">
        <legend className="sr-only">{t('values')}</legend>
        {all.length > FEW ? <input type="search" aria-label={t('searchValues')} placeholder={t('searchValues')} value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} className={cx(controlClass, 'mb-1')} /> : null}
        {found.length === 0 ? <p className="px-2 py-1 text-muted">{t('noValues')}</p> : null}
        {found.map(({ value, label, count }) => (
          <label key={value} className="flex items-center gap-2 min-h-8 px-2 rounded-control hover:bg-hover cursor-pointer">
            <input type="checkbox" checked={values.includes(value)} onChange={(event) => onChange(event.currentTarget.checked ? [...values, value] : values.filter((each) => each !== value))} className="size-4 accent-accent-solid" />
            <span className="flex-1 min-w-0 break-words">{label}</span>
            {count === undefined ? null : <span className="text-muted">{formatNumber(count, locale, 0)}</span>}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
