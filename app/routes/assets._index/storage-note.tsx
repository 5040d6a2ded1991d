import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocale } from '#app/components/page-context.ts';
import { useTaken } from '#app/components/use-taken.ts';
import { formatBytes, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { TextField } from '#app/ui/text-field.tsx';

interface StorageNoteProps {
  readonly stored: { readonly bytes: number; readonly files: number };
  readonly limits: { readonly maxFileBytes: number; readonly quotaBytes: number };
  readonly maySet: boolean;
  /** Whether the limits that were just sent were not taken. */
  readonly refused: boolean;
  readonly children?: ReactNode;
}

/** As file sizes are shown. */
const GB = 1_073_741_824;

/** At most three decimals, as many as the form takes. */
const gigabytes = (bytes: number) => String(Math.round((bytes / GB) * 1_000) / 1_000);

/** How full the library is; administrators set its limits here. */
export function StorageNote({ stored, limits, maySet, refused, children }: StorageNoteProps) {
  const t = useText('assets');
  const locale = useLocale();
  const [open, setOpen] = useState(refused);
  useTaken('limits', refused, () => setOpen(false));
  return (
    <footer className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line pt-3 text-muted text-[0.9286rem] no-print">
      <span>{t('storage', { files: formatNumber(stored.files, locale, 0), used: formatBytes(stored.bytes, locale), quota: formatBytes(limits.quotaBytes, locale) })}</span>
      {maySet ? <button type="button" onClick={() => setOpen(true)} className="hover:underline">{t('limits.title')}</button> : null}
      {children}
      <Dialog open={open} onClose={() => setOpen(false)} title={t('limits.title')} description={t('limits.hint')} closeLabel={t('upload.close')} footer={<Button type="submit" form="asset-limits" variant="primary">{t('limits.save')}</Button>}>
        <Form id="asset-limits" method="post" className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="limits" />
          <TextField name="quota" label={t('limits.quota')} suffix={t('limits.unit')} inputMode="decimal" required defaultValue={gigabytes(limits.quotaBytes)} error={refused ? t('limits.wrong') : null} />
          <TextField name="file" label={t('limits.file')} suffix={t('limits.unit')} inputMode="decimal" required defaultValue={gigabytes(limits.maxFileBytes)} />
        </Form>
      </Dialog>
    </footer>
  );
}
