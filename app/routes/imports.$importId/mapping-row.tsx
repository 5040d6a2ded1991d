import { PercentText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { SelectField } from '#app/ui/select-field.tsx';

interface MappingRowProps {
  readonly field: string;
  readonly label: string;
  /** '' where the field stands in no column. */
  readonly heading: string;
  readonly headings: readonly string[];
  readonly isMissing: boolean;
  /** How sure the guess is, 0 to 1; null where it is none. */
  readonly confidence: number | null;
  /** Why the column is taken, where it was not guessed. */
  readonly why: string | null;
  readonly samples: readonly string[];
  /** Of a column that names buyers: its values are shown to nobody. */
  readonly isHidden: boolean;
}

export function MappingRow({ field, label, heading, headings, isMissing, confidence, why, samples, isHidden }: MappingRowProps) {
  const t = useText('imports');
  return (
    <tr>
      <th scope="row">{label} <code className="text-muted font-normal">{field}</code> {isMissing ? <Badge tone="red">{t('mapping.missing')}</Badge> : null}</th>
      <td>
        <SelectField
          label={t('mapping.headingOf', { field: label })} hideLabel name={`map.${field}`} defaultValue={heading} placeholder={t('mapping.none')}
          options={headings.map((each) => ({ value: each, label: each }))} className="min-w-40 max-w-72"
        />
      </td>
      <td className="text-muted whitespace-nowrap">{heading === '' ? null : (why ?? (confidence === null ? null : <PercentText share={confidence} decimals={0} />))}</td>
      <td className="text-muted break-words">{isHidden ? t('mapping.hidden') : samples.join(' · ')}</td>
    </tr>
  );
}
