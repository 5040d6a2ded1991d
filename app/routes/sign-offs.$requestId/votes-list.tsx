import type { SignOffVoteRow } from '#db/queries/sign-off.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { SEATS } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';

/** The three seats with their answers and reasons; those that are still to come say so. */
export function VotesList({ votes }: { readonly votes: readonly SignOffVoteRow[] }) {
  const t = useText('payments');
  const td = useText('domain');
  return (
    <Card title={t('signOff.votes')}>
      <ul className="flex flex-col gap-3">
        {SEATS.map((seat) => {
          const vote = votes.find((one) => one.seat === seat);
          return (
            <li key={seat}>
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{td(`seat.${seat}`)}</span>
                {vote ? <Badge tone={vote.decision === 'approve' ? 'green' : 'red'} icon={vote.decision === 'approve' ? 'check' : 'close'}>{t(`signOff.decisionOf.${vote.decision}`)}</Badge> : <Badge icon="clock">{t('signOff.waiting')}</Badge>}
                {vote ? <span className="text-muted">{vote.userName} · <InstantText at={vote.votedAt} /></span> : null}
              </p>
              {vote ? <p className="whitespace-pre-wrap break-words">{vote.reason}</p> : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
