import { Link, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useLocale } from '#app/components/page-context.ts';
import { formatBytes, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { FileDrop } from '#app/ui/file-drop.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import type { FileState } from './use-uploads.ts';
import { useUploads } from './use-uploads.ts';

export interface Origin {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly campaignName: string;
}

export const originLabel = ({ kolName, campaignName }: Origin) => `${kolName} · ${campaignName}`;

interface UploadDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly origins: readonly Origin[];
  readonly maxFileBytes: number;
}

/** Many files at once, each with its own progress; they go on while the dialog is closed. */
export function UploadDialog({ open, onClose, origins, maxFileBytes }: UploadDialogProps) {
  const t = useText('assets');
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [collaborationId, setCollaborationId] = useState('');
  const { files, add, pause, resume, giveUp } = useUploads(revalidate);
  return (
    <Dialog open={open} onClose={onClose} title={t('upload.title')} closeLabel={t('upload.close')} wide footer={<Button onClick={onClose}>{t('upload.close')}</Button>}>
      <div className="flex flex-col gap-4">
        <SelectField label={t('upload.collaboration')} hint={t('upload.collaborationHint')} value={collaborationId} onChange={(event) => setCollaborationId(event.currentTarget.value)} placeholder={t('upload.noCollaboration')} options={origins.map((origin) => ({ value: origin.collaborationId, label: originLabel(origin) }))} />
        <FileDrop name="files" label={t('upload.label')} hint={t('upload.hint', { size: formatBytes(maxFileBytes, locale) })} multiple onFiles={(chosen) => add(chosen, collaborationId || null)} />
        {files.length > 0 ? (
          <ul aria-label={t('upload.files')} className="flex flex-col divide-y divide-line">
            {files.map((file) => <li key={file.key}><FileLine file={file} onPause={() => pause(file.key)} onResume={() => resume(file.key)} onGiveUp={() => giveUp(file.key)} /></li>)}
          </ul>
        ) : null}
        <p className="text-muted text-[0.9286rem]">{t('upload.resumeHint')}</p>
      </div>
    </Dialog>
  );
}

interface FileLineProps {
  readonly file: FileState;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onGiveUp: () => void;
}

function FileLine({ file, onPause, onResume, onGiveUp }: FileLineProps) {
  const t = useText('assets');
  const locale = useLocale();
  const share = file.bytes === 0 ? 0 : file.sent / file.bytes;
  const words = t(`upload.state.${file.step}`, { percent: formatPercent(share, locale, 0), number: t('number', { number: file.number ?? 0 }) });
  const isMoving = file.step === 'waiting' || file.step === 'sending' || file.step === 'finishing';
  return (
    <div className="flex flex-col gap-1 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-40 truncate font-medium" title={file.name}>{file.name}</span>
        <span className="text-muted text-[0.9286rem]">{formatBytes(file.bytes, locale)}</span>
        <span role="status" className={file.step === 'refused' || file.step === 'broken' ? 'text-red' : 'text-muted'}>{words}</span>
        {file.step === 'sending' || file.step === 'waiting' ? <Button size="sm" onClick={onPause}>{t('upload.pause')}</Button> : null}
        {file.step === 'paused' ? <Button size="sm" onClick={onResume}>{t('upload.resume')}</Button> : null}
        {file.step === 'broken' ? <Button size="sm" onClick={onResume}>{t('upload.retry')}</Button> : null}
        {file.step === 'paused' || file.step === 'broken' ? <Button size="sm" variant="ghost" onClick={onGiveUp}>{t('upload.giveUp')}</Button> : null}
        {file.assetId ? <Link to={paths.asset({ assetId: file.assetId })} className="text-accent hover:underline">{t('upload.show')}</Link> : null}
      </div>
      {isMoving || file.step === 'paused' ? <ProgressBar share={share} label={`${file.name}: ${words}`} /> : null}
      {file.problem ? <p className="text-red text-[0.9286rem]">{t(`upload.refusal.${file.problem}`, { size: formatBytes(file.limitBytes ?? 0, locale) })}</p> : null}
    </div>
  );
}
