import { useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatDateTime } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

/** At the foot of what is printed: who printed it, when, and the address, which says what was filtered and sorted by. Not on the screen. */
export function PrintNote({ name }: { readonly name: string }) {
  const t = useText('common');
  const locale = useLocale();
  const { workspace } = useRootData();
  const { pathname, search } = useLocation();
  const [printedAt, setPrintedAt] = useState<Date | null>(null);
  useEffect(() => {
    // The paper is laid out as soon as this returns.
    const note = () => flushSync(() => setPrintedAt(new Date()));
    window.addEventListener('beforeprint', note);
    return () => window.removeEventListener('beforeprint', note);
  }, []);
  return (
    <p className="print-only print-note">
      {workspace.name}
      {printedAt ? <> · {t('printed', { name, time: `${formatDateTime(printedAt, locale, workspace.timeZone)} ${workspace.timeZone}` })}</> : null}
      <br />
      <span translate="no" className="print-address break-all">{pathname}{readable(search)}</span>
    </p>
  );
}

/** A query as it was typed, where it can be read. */
function readable(search: string): string {
  try {
    return decodeURIComponent(search);
  } catch {
    return search;
  }
}
