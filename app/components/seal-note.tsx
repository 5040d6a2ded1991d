import { CountText } from './number-text.tsx';
import { HashText } from './ledger-parts.tsx';
import { useText } from '#app/i18n/use-text.ts';

interface SealNoteProps {
  /** Lines behind the figures. */
  readonly rows: number;
  /** SHA-256 of the lines as CSV. */
  readonly sha256: string;
  readonly ledger: { readonly sequence: number; readonly hash: string };
}

/** The foot of a statement on screen and on paper: how many lines, their checksum, and which ledger it is of. The same as under its CSV and workbook. */
export function SealNote({ rows, sha256, ledger }: SealNoteProps) {
  const t = useText('finance');
  return (
    <dl className="mt-4 grid gap-x-4 gap-y-1 grid-cols-[auto_minmax(0,1fr)] text-[0.857rem] text-muted avoid-break">
      <dt>{t('seal.rows')}</dt><dd><CountText count={rows} /></dd>
      <dt>{t('seal.sha256')}</dt><dd><HashText hash={sha256} whole /> <span className="block">{t('seal.how')}</span></dd>
      <dt>{t('seal.ledger')}</dt><dd>{ledger.sequence === 0 ? t('seal.noLedger') : <>#{ledger.sequence} <HashText hash={ledger.hash} whole /></>}</dd>
    </dl>
  );
}
