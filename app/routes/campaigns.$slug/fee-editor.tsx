import { useEffect, useRef, useState } from 'react';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { codesToConfirm, judgementOf, judgeMove } from '#app/domain/matrix-rules.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { BoardMoves } from './board-context.ts';
import { useBoardMoves } from './board-context.ts';
import { Findings } from './findings.tsx';
import type { Person } from './load-matrix.server.ts';
import { feeText, formOf, readFee } from './moves.ts';

interface FeeProps {
  readonly person: Person;
  readonly money: NonNullable<Person['money']>;
}

/** What somebody gets; whoever may move people changes it where it stands, and sees what the rules say before it is saved. */
export function FeeEditor({ person, money }: FeeProps) {
  const t = useText('matrix');
  const tb = useText('campaign');
  const { workspace } = useRootData();
  const moves = useBoardMoves();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const amount = money.fee === null ? <Dash /> : <MoneyText minor={money.fee.minor} currency={money.fee.currency} compact />;
  const mayEdit = moves !== null && person.status !== 'ended';
  const close = () => {
    setOpen(false);
    setTimeout(() => trigger.current?.focus());
  };
  return (
    <div className={open ? 'col-span-2' : undefined}>
      <dt className="text-muted text-[0.857rem]">{tb('board.fee')}</dt>
      <dd>
        {open && moves ? <FeeForm moves={moves} person={person} onClose={close} /> : mayEdit ? (
          <button ref={trigger} type="button" onClick={() => setOpen(true)} title={t('move.editFee', { name: person.kolName })} className="font-medium rounded-control hover:bg-hover underline decoration-dotted underline-offset-4 min-h-6">
            {amount}<span className="sr-only"> · {t('move.editFee', { name: person.kolName })}</span>
          </button>
        ) : <span className="font-medium">{amount}</span>}
        {open ? null : <span className="text-muted block text-[0.857rem]">{t('cost')} <MoneyText minor={money.standingMinor} currency={workspace.currency} compact /></span>}
      </dd>
    </div>
  );
}

function FeeForm({ moves, person, onClose }: { readonly moves: BoardMoves; readonly person: Person; readonly onClose: () => void }) {
  const t = useText('matrix');
  const { board, send, pending, isRefused } = moves;
  const seat = board.seats.find((one) => one.collaborationId === person.id);
  const [text, setText] = useState(() => feeText(seat?.fee ?? null));
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  useEffect(() => form.current?.querySelector('input')?.select(), []);
  useEffect(() => {
    if (!sent.current || pending !== null) return;
    sent.current = false;
    if (!isRefused) onClose();
  }, [pending, isRefused, onClose]);
  if (!seat) return null;
  const currency = seat.fee?.currency ?? board.currency;
  const typed = readFee(text, currency, seat.fee ? seat.fee.rate : '1');
  const move = typed === null || typed === 'bad' ? null : { kind: 'fee' as const, seat, fee: typed };
  const findings = move ? judgeMove(board, move) : [];
  const judgement = judgementOf(findings);
  const isSame = findings.some((finding) => finding.code === 'no_change');
  return (
    <form
      ref={form} className="flex flex-col gap-2 pt-1"
      onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSame) onClose();
        if (!move || judgement === 'forbidden') return;
        sent.current = true;
        send(person.kolName, null, formOf(board, move, codesToConfirm(findings), ''));
      }}
    >
      <TextField label={t('move.editFee', { name: person.kolName })} hideLabel suffix={currency} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} error={move === null ? t('move.needFee') : null} />
      {isSame ? null : <Findings findings={findings.filter((finding) => finding.severity !== 'fine' || finding.code === 'tier_share')} currency={board.currency} />}
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" busy={pending !== null} disabledReason={judgement === 'forbidden' && !isSame ? t('move.blockedReason') : null}>{judgement === 'draft' ? t('move.saveDraft') : t('move.save')}</Button>
        <Button size="sm" onClick={onClose}>{t('move.cancel')}</Button>
      </div>
    </form>
  );
}
