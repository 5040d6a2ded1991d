import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';
import { useFieldText } from '../imports.$importId/use-problem-text.ts';

interface MappingFieldsProps {
  readonly kind: ImportKind;
  readonly fields: readonly { readonly name: string; readonly need: 'always' | 'default' | 'never' }[];
  readonly look: {
    readonly headings: readonly string[];
    readonly samples: readonly (readonly string[])[];
    readonly mapping: Readonly<Record<string, string>>;
    readonly missing: readonly string[];
    readonly unused: readonly string[];
  };
}

const SAMPLES = 3;

/** Our field, the heading of the file it is read from, and the first values under that heading. */
export function MappingFields({ fields, look }: MappingFieldsProps) {
  const t = useText('imports');
  const fieldText = useFieldText();
  const headings = [...new Set(look.headings.map((heading) => heading.trim()).filter(Boolean))];
  const samplesOf = (heading: string | undefined) => {
    const place = look.headings.findIndex((each) => each.trim() === heading);
    return place < 0 ? [] : look.samples.map((row) => row[place] ?? '').filter(Boolean).slice(0, SAMPLES);
  };
  return (
    <>
      <Table label={t('mappingTitle')} compact>
        <thead><tr><th scope="col">{t('mapping.field')}</th><th scope="col">{t('mapping.heading')}</th><th scope="col">{t('mapping.samples')}</th></tr></thead>
        <tbody>
          {fields.map(({ name, need }) => (
            <tr key={name}>
              <th scope="row">
                {fieldText(name)} <code className="text-muted font-normal">{name}</code>
                {need === 'always' && look.missing.includes(name) ? <Badge tone="red">{t('mapping.missing')}</Badge> : null}
              </th>
              <td>
                <SelectField
                  label={t('mapping.headingOf', { field: fieldText(name) })} hideLabel name={`map.${name}`} defaultValue={look.mapping[name]?.trim() ?? ''} placeholder={t('mapping.none')}
                  options={headings.map((heading) => ({ value: heading, label: heading }))} className="min-w-40 max-w-72"
                />
              </td>
              <td className="text-muted break-words">{samplesOf(look.mapping[name]?.trim()).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {look.unused.length > 0 ? <p className="mt-2 text-muted">{t('mapping.unused', { headings: look.unused.filter(Boolean).slice(0, 20).join(', ') })}</p> : null}
    </>
  );
}
