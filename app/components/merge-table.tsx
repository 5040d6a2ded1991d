import { useEffect, useRef } from 'react';
import type { MergedField } from '#app/domain/merge.ts';
import { mergedText } from '#app/domain/merge.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Table } from '#app/ui/table.tsx';

interface VersionFieldsProps {
  /** The fields as the form was opened with them. */
  readonly base: Readonly<Record<string, string>>;
  readonly version: string | undefined;
}

/** What a form must send so that another's save is noticed and can be told field by field. Goes inside the form. */
export function VersionFields({ base, version }: VersionFieldsProps) {
  return (
    <>
      <input type="hidden" name="version" value={version ?? ''} />
      <input type="hidden" name="base" value={JSON.stringify(base)} />
    </>
  );
}

interface MergeTableProps {
  /** Fields that somebody else changed. */
  readonly fields: readonly MergedField[];
  readonly labelOf: (field: string) => string;
  /** A text as the form shows it: the word of a choice. */
  readonly readable?: (field: string, text: string) => string;
}

/**
 * A form that somebody else overtook: each field that they changed as it was, as typed and as saved now, with a choice. Goes inside the form, and
 * works without script.
 */
export function MergeTable({ fields, labelOf, readable = (_field, text) => text }: MergeTableProps) {
  const t = useText('editing');
  const place = useRef<HTMLDivElement>(null);
  // Who saved at the foot of a long form is led to what has to be decided.
  useEffect(() => place.current?.focus(), []);
  if (fields.length === 0) return <div ref={place} tabIndex={-1} className="scroll-mt-16"><Banner tone="amber" title={t('merge.title')}>{t('merge.clean')}</Banner></div>;
  const said = (field: string, text: string) => (text === '' ? <span className="text-muted">{t('merge.empty')}</span> : <span className="whitespace-pre-line break-words">{readable(field, text)}</span>);
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-2 scroll-mt-16 focus:outline-none">
      <Banner tone="amber" title={t('merge.title')}>{t('merge.text')} {t('merge.edited')}</Banner>
      <input type="hidden" name="seen" value={JSON.stringify(Object.fromEntries(fields.map((field) => [field.field, seenOf(field)])))} />
      <Table label={t('merge.fields')} compact>
        <thead><tr><th scope="col">{t('merge.field')}</th><th scope="col">{t('merge.base')}</th><th scope="col">{t('merge.mine')}</th><th scope="col">{t('merge.theirs')}</th></tr></thead>
        <tbody>
          {fields.map((field) => {
            const label = labelOf(field.field);
            const choice = { type: 'radio', name: `choice.${field.field}`, className: 'mt-1 size-4 accent-accent-solid shrink-0' } as const;
            return (
              <tr key={field.field}>
                <th scope="row">{label}</th>
                <td>{said(field.field, field.base)}</td>
                <td><label className="flex gap-2 cursor-pointer"><input {...choice} value="mine" defaultChecked={field.standing === 'conflict'} aria-label={t('merge.chooseMine', { field: label })} />{said(field.field, field.mine)}</label></td>
                <td><label className="flex gap-2 cursor-pointer"><input {...choice} value="theirs" defaultChecked={field.standing === 'theirs'} aria-label={t('merge.chooseTheirs', { field: label })} />{said(field.field, field.theirs)}</label></td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

/** What stands in the form under the table, and both texts: what is chosen holds until somebody types. */
function seenOf(field: MergedField): { shown: string; mine: string; theirs: string } {
  return { shown: mergedText(field), mine: field.mine, theirs: field.theirs };
}
