import { Form, Link } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Button, buttonClass } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { ImportRejects } from './load-import.server.ts';

interface EditRowFormProps {
  readonly row: ImportRejects['rows'][number];
  readonly headings: readonly string[];
  /** Cells with something wrong come first. */
  readonly badPlaces: ReadonlySet<number>;
  readonly after: number;
}

/** More cells than that cannot be sent back. */
const MOST_CELLS = 300;
/** What stands in the place of a buyer (product.md section 5). */
const HIDDEN_BUYER = /^buyer:[0-9a-f]{64}$/;

/** The cells of a row as they are now, to be written anew; what names a buyer is neither shown nor sent. */
export function EditRowForm({ row, headings, badPlaces, after }: EditRowFormProps) {
  const t = useText('imports');
  const cells = row.editedCells ?? row.cells;
  const places = Array.from({ length: Math.min(MOST_CELLS, Math.max(cells.length, headings.length)) }, (_, place) => place);
  const first = badPlaces.size > 0 ? places.filter((place) => badPlaces.has(place)) : places;
  const others = places.filter((place) => !first.includes(place));
  const back = after > 0 ? `?after=${after}` : '?';
  const field = (place: number) => HIDDEN_BUYER.test(cells[place] ?? '') ? (
    <p key={place} className="text-muted"><span className="block font-medium">{headings[place]}</span>{t('rejects.hiddenBuyer')}</p>
  ) : (
    <TextField key={place} label={headings[place] || String(place + 1)} name={`cell.${place}`} defaultValue={cells[place] ?? ''} maxLength={10_000} />
  );
  return (
    <Form method="post" action={back} preventScrollReset aria-label={t('rejects.editTitle', { line: row.line })} className="flex flex-col gap-3 rounded-control border border-line p-3">
      <input type="hidden" name="line" value={row.line} />
      <div className="grid gap-3 grid-cols-[repeat(auto-fill,minmax(12rem,1fr))]">{first.map(field)}</div>
      {others.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-accent min-h-8 content-center">{t('rejects.otherCells')}</summary>
          <div className="mt-2 grid gap-3 grid-cols-[repeat(auto-fill,minmax(12rem,1fr))]">{others.map(field)}</div>
        </details>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" name="intent" value="save-row" variant="primary">{t('rejects.save')}</Button>
        <Link to={back} preventScrollReset className={buttonClass('ghost', 'md')}>{t('rejects.stop')}</Link>
        <span className="text-muted">{t('rejects.unchecked')}</span>
      </div>
    </Form>
  );
}
