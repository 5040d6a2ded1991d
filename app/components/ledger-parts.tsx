import { Link } from '@remix-run/react';
import { isAuditAction, isAuditSubject } from '#app/domain/audit-action.ts';
import type { EntryKind, LedgerAccount } from '#app/domain/finance/ledger.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { Dash } from './money-text.tsx';

const KINDS: Record<EntryKind, { readonly tone: Tone; readonly icon: IconName }> = {
  commitment: { tone: 'accent', icon: 'edit' }, release: { tone: 'neutral', icon: 'minus' }, approval: { tone: 'amber', icon: 'check' }, payment: { tone: 'green', icon: 'wallet' },
  reversal: { tone: 'red', icon: 'swap' },
};

export function EntryKindBadge({ kind }: { readonly kind: EntryKind }) {
  const t = useText('ledger');
  return <Badge {...KINDS[kind]}>{t(`kind.${kind}`)}</Badge>;
}

/** A reversal and what it takes back name each other. */
export function ReversalNote({ reverses, reversedBy }: { readonly reverses: number | null; readonly reversedBy: number | null }) {
  const t = useText('ledger');
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline whitespace-nowrap';
  return (
    <>
      {reverses === null ? null : <Link to={paths.ledgerEntry({ sequence: reverses })} className={link}>{t('reverses', { number: reverses })}</Link>}
      {reversedBy === null ? null : <Link to={paths.ledgerEntry({ sequence: reversedBy })} className={link}>{t('reversedBy', { number: reversedBy })}</Link>}
    </>
  );
}

export function AccountText({ account }: { readonly account: LedgerAccount | null }) {
  const t = useText('ledger');
  return account === null ? <Dash /> : <span className="whitespace-nowrap">{t(`account.${account}`)}</span>;
}

/** A code of 64 digits: its beginning, the whole on hover and when it is marked. */
export function HashText({ hash, whole = false }: { readonly hash: string; readonly whole?: boolean }) {
  return whole ? <code className="break-all select-all text-[0.857rem]">{hash}</code> : <code title={hash} className="text-[0.857rem]">{hash.slice(0, 8)}…</code>;
}

/** What the audit log says was done, in words; what an older version wrote and no name is known for, as it stands there. */
export function useActionWords(): (action: string) => string {
  const t = useText('ledger');
  return (action) => (isAuditAction(action) ? t(`auditAction.${action}`) : action.replaceAll('.', ' '));
}

/** What the audit log says it was done to, in words. */
export function useSubjectWords(): (kind: string) => string {
  const t = useText('ledger');
  return (kind) => (isAuditSubject(kind) ? t(`auditSubject.${kind}`) : kind);
}
