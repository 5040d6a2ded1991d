import { Link } from '@remix-run/react';
import type { AuditRow } from '#db/queries/audit-pages.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { useActionWords, useSubjectWords } from '#app/components/ledger-parts.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useCan } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import { Changes } from './changes.tsx';
import { subjectPath } from './subject-path.ts';

const column = columnsOf<AuditRow>();

export const columns = column.columns([
  column.accessor('at', { meta: { header: 'ledger:column.at' }, cell: ({ row }) => <InstantText at={row.original.at} /> }),
  column.accessor('actorName', { meta: { header: 'ledger:column.actor' }, cell: ({ row }) => <Actor row={row.original} /> }),
  column.accessor('action', { meta: { header: 'ledger:audit.action' }, cell: ({ row }) => <Action action={row.original.action} /> }),
  column.accessor('subjectId', { meta: { header: 'ledger:audit.subject' }, cell: ({ row }) => <Subject row={row.original} /> }),
  column.accessor('after', { meta: { header: 'ledger:audit.what' }, cell: ({ row }) => <What row={row.original} /> }),
]);

function Actor({ row }: { readonly row: AuditRow }) {
  const t = useText('ledger');
  return <span className="flex flex-col"><span>{row.actorName}</span><span className="text-muted text-[0.857rem]">{t(`audit.actorKind.${row.actorKind}`)}</span></span>;
}

function Action({ action }: { readonly action: string }) {
  return <span className="whitespace-nowrap" data-action={action}>{useActionWords()(action)}</span>;
}

function Subject({ row }: { readonly row: AuditRow }) {
  const subjectWords = useSubjectWords();
  const to = subjectPath(row.subjectKind, row.subjectId, useCan());
  const text = <>{subjectWords(row.subjectKind)} <span className="text-muted text-[0.857rem]">{row.subjectId.slice(-8)}</span></>;
  return to === null ? <span title={row.subjectId}>{text}</span> : <Link to={to} title={row.subjectId} className="inline-flex items-center gap-1 min-h-6 hover:underline whitespace-nowrap">{text}</Link>;
}

function What({ row }: { readonly row: AuditRow }) {
  if (row.reason === null && row.before === null && row.after === null) return <Dash />;
  return <div className="min-w-48 max-w-xl">{row.reason ? <p className="whitespace-normal">{row.reason}</p> : null}<Changes before={row.before} after={row.after} /></div>;
}
