import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import * as z from 'zod/mini';
import type { EditProblem } from '#app/domain/edit-run.ts';
import type { KolEditField } from '#app/domain/kol-edit.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { useEditGrid } from '#app/table/editing/edit-grid.tsx';
import { post } from '#app/table/editing/post-edit.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export interface PasteQuestion {
  readonly cells: readonly { readonly rowId: string; readonly column: KolEditField; readonly text: string; readonly version: number }[];
  readonly over: { readonly rows: number; readonly columns: number };
}

const columns = ['name', 'tier', 'status', 'price', 'verticals', 'notes'] as const satisfies readonly KolEditField[];
const problems = ['not-found', 'stale', 'unreadable', 'reason-missing', 'too-many-verticals', 'too-long', 'row-left'] as const satisfies readonly EditProblem[];

const previewSchema = z.object({
  status: z.literal('preview'), changing: z.number(),
  cells: z.array(z.object({ rowId: z.string(), label: z.string(), column: z.enum(columns), before: z.string(), after: z.string(), problem: z.nullable(z.catch(z.enum(problems), 'unreadable')) })),
});
const doneSchema = z.object({ status: z.literal('done'), runId: z.nullable(z.string()), changed: z.number() });
type Preview = z.infer<typeof previewSchema>;

/** A pasted block before it is taken: each cell with what it says and would say, problems in place. */
export default function PasteDialog({ question, onClose }: { readonly question: PasteQuestion; readonly onClose: () => void }) {
  const t = useText('editing');
  const grid = useEditGrid();
  const { revalidate } = useRevalidator();
  const [preview, setPreview] = useState<Preview | 'failed' | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const cells = JSON.stringify(question.cells);
  useEffect(() => {
    let over = false;
    const look = async () => {
      const read = previewSchema.safeParse((await post(paths.kolPaste(), { cells, reason, step: 'preview' }))?.body);
      if (!over) setPreview(read.success ? read.data : 'failed');
    };
    void look();
    return () => { over = true; };
  }, [cells, reason]);
  const apply = async () => {
    setBusy(true);
    const read = doneSchema.safeParse((await post(paths.kolPaste(), { cells, reason, step: 'apply' }))?.body);
    setBusy(false);
    if (!read.success) return setPreview('failed');
    if (read.data.runId !== null) grid?.offerUndo(read.data.runId, t('paste.done', { count: read.data.changed }));
    revalidate();
    onClose();
  };
  const asksReason = preview !== null && preview !== 'failed' && (reason !== '' || preview.cells.some(({ problem }) => problem === 'reason-missing'));
  return (
    <Dialog
      open onClose={onClose} wide title={t('paste.title')} description={t('paste.text')} closeLabel={t('paste.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('paste.cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={() => void apply()} disabledReason={preview === null || preview === 'failed' || preview.changing === 0 ? t('paste.nothing') : null}>
            {t('paste.apply', { count: preview === null || preview === 'failed' ? 0 : preview.changing })}
          </Button>
        </>
      }
    >
      {preview === null ? <p role="status">{t('paste.reading')}</p> : null}
      {preview === 'failed' ? <Banner tone="red" title={t('paste.failed')} /> : null}
      {question.over.rows + question.over.columns > 0 ? <Banner tone="amber">{t('paste.over', question.over)}</Banner> : null}
      {asksReason ? <TextField label={t('paste.reason')} name="reason" value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} /> : null}
      {preview !== null && preview !== 'failed' ? <Cells preview={preview} /> : null}
    </Dialog>
  );
}

function Cells({ preview }: { readonly preview: Preview }) {
  const t = useText('editing');
  return (
    <Table label={t('paste.title')} compact>
      <thead><tr><th scope="col">{t('paste.row')}</th><th scope="col">{t('paste.field')}</th><th scope="col">{t('paste.before')}</th><th scope="col">{t('paste.after')}</th><th scope="col">{t('paste.problem')}</th></tr></thead>
      <tbody>
        {preview.cells.map((cell) => (
          <tr key={`${cell.rowId} ${cell.column}`}>
            <th scope="row">{cell.label}</th><td>{t(`field.${cell.column}`)}</td><td><Said column={cell.column} text={cell.before} /></td>
            <td className={cell.before === cell.after ? 'text-muted' : undefined}><Said column={cell.column} text={cell.after} /></td>
            <td>{cell.problem ? <span className="text-red">{t(`problem.${cell.problem}`, { detail: cell.after })}</span> : null}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The text of a cell with the words of the page for tiers and states. */
function Said({ column, text }: { readonly column: KolEditField; readonly text: string }) {
  const td = useText('domain');
  const tier = (['top', 'mid', 'emerging'] as const).find((each) => each === text);
  const status = (['active', 'bench', 'blocked', 'archived'] as const).find((each) => each === text);
  if (column === 'tier' && tier) return <>{td(`tier.${tier}`)}</>;
  if (column === 'status' && status) return <>{td(`kolStatus.${status}`)}</>;
  return <>{text === '' ? '—' : text}</>;
}
