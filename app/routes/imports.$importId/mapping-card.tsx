import { Form } from '@remix-run/react';
import type { ImportLook, ImportOptions } from '#app/domain/ingestion/import-options.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { ImportReading } from './load-import.server.ts';
import { MappingRow } from './mapping-row.tsx';
import { useFieldText } from './use-problem-text.ts';

interface MappingCardProps {
  readonly look: ImportLook;
  readonly options: ImportOptions;
  readonly reading: Pick<ImportReading, 'fields' | 'samples'>;
}

/** Which heading holds which field, with the first values under it; why it is thought so; what nothing is made of. The form around it takes the choices. */
export function MappingCard({ look, options, reading }: MappingCardProps) {
  const t = useText('imports');
  const fieldText = useFieldText();
  const headings = [...new Set(look.headings.map((heading) => heading.trim()).filter(Boolean))];
  const samplesOf = (heading: string) => reading.samples[look.headings.findIndex((each) => each.trim() === heading.trim())] ?? [];
  const isShown = ({ name, need }: { name: string; need: string }) => need !== 'never' || look.mapping[name] !== undefined;
  const shown = reading.fields.filter(isShown);
  const others = reading.fields.filter((field) => !isShown(field));
  const why = options.mapping ? t('mapping.chosen') : look.isRemembered ? t('mapping.remembered') : null;
  const rows = (fields: ImportReading['fields']) => fields.map(({ name }) => (
    <MappingRow
      key={name} field={name} label={fieldText(name)} heading={look.mapping[name]?.trim() ?? ''} headings={headings} isMissing={look.missing.includes(name)}
      confidence={look.confidence[name] ?? null} why={why} samples={samplesOf(look.mapping[name] ?? '')} isHidden={name === 'customer' && look.mapping[name] !== undefined}
    />
  ));
  const head = <thead><tr><th scope="col">{t('mapping.field')}</th><th scope="col">{t('mapping.heading')}</th><th scope="col">{t('mapping.sure')}</th><th scope="col">{t('mapping.samples')}</th></tr></thead>;
  return (
    <Card title={t('mappingTitle')} subtitle={t('mappingText')} actions={<Badge tone="accent">{t('mapping.readAs', { format: t(`format.${look.format}`) })}</Badge>}>
      <Table label={t('mappingTitle')} compact>{head}<tbody>{rows(shown)}</tbody></Table>
      {others.length > 0 ? (
        <details className="mt-2">
          <summary className="cursor-pointer text-accent min-h-8 content-center">{t('mapping.show', { count: others.length })}</summary>
          <Table label={t('mapping.show', { count: others.length })} compact>{head}<tbody>{rows(others)}</tbody></Table>
        </details>
      ) : null}
      {look.unused.length > 0 ? (
        <div className="mt-3">
          <h3 className="font-medium">{t('mapping.unused')}</h3>
          <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-muted">
            {look.unused.map((heading, place) => (
              <li key={`${place} ${heading}`} className="break-words min-w-0"><span className="text-text">{heading}</span>{samplesOf(heading).length > 0 ? ` (${samplesOf(heading).slice(0, 2).join(', ')})` : null}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

/** Says that the file is read as the last one with its headings, and how to forget that. */
export function MemoryNote({ look, options }: Pick<MappingCardProps, 'look' | 'options'>) {
  const t = useText('imports');
  const dates = options.dateOrder === null ? look.rememberedDateOrder : null;
  const numbers = options.numberStyle === null ? look.rememberedNumberStyle : null;
  if (!look.isRemembered && dates === null && numbers === null) return null;
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
      <span>{[t('memory.text'), dates && t('memory.dates', { order: t(`dateOrder.${dates}`) }), numbers && t('memory.numbers', { style: t(`numberStyle.${numbers}`) })].filter(Boolean).join(' ')}</span>
      <Button type="submit" name="intent" value="forget" size="sm" variant="ghost">{t('memory.forget')}</Button>
    </Form>
  );
}
