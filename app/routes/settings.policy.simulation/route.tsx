import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { ChangeList } from '../settings._index/change-list.tsx';
import { PolicyHeader } from '../settings._index/policy-tabs.tsx';
import { MoveTable, PastTable } from './move-tables.tsx';
import { runSimulation } from './run-simulation.server.ts';
import type { SimulationView } from './simulation-view.server.ts';
import { simulationView } from './simulation-view.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('audit:read', async ({ db, workspaceId, request, now }) => {
  const simulation = await runSimulation(db, workspaceId, now);
  return { title: pageTitle(request, 'policy:simulation.title'), found: simulation && simulationView(simulation) };
});

export default function PolicySimulationPage() {
  const { found } = useLoaderData<typeof loader>();
  const t = useText('policy');
  return (
    <>
      <PolicyHeader />
      {found ? <Found found={found} /> : (
        <Card><EmptyState icon="chart" title={t('draft.noneTitle')} action={<LinkButton to={paths.settings()}>{t('tab.inForce')}</LinkButton>}>{t('draft.noneText')}</EmptyState></Card>
      )}
    </>
  );
}

function Found({ found }: { readonly found: SimulationView }) {
  const t = useText('policy');
  const { inForce, asOf, changes, beyond, kinds, longTerm, pastLights, pastFuses, nobody } = found;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap gap-x-3 text-muted"><span>{t('simulation.meta', { version: inForce })} <DayText day={asOf} /></span><span>{t('simulation.nothingWritten')}</span></p>
      <Outcome found={found} />
      {changes.length > 0 ? <Card title={t('simulation.changes')}><ChangeList changes={changes} /></Card> : null}
      {kinds.filter(({ all }) => all > 0).map((kind) => <MoveTable key={kind.kind} found={kind} inForce={inForce} />)}
      {longTerm.gained.length + longTerm.lost.length > 0 ? (
        <Card title={t('simulation.kind.longTerm')}>
          <ul className="flex flex-col gap-1">
            {longTerm.gained.map(({ id, name }) => <li key={id}><KolLink id={id} name={name} /> {t('simulation.gained')}</li>)}
            {longTerm.lost.map(({ id, name }) => <li key={id}><KolLink id={id} name={name} /> {t('simulation.lost')}</li>)}
          </ul>
        </Card>
      ) : null}
      {pastLights.all > 0 ? <PastTable label={t('simulation.pastLights')} found={pastLights} /> : null}
      {pastFuses.all > 0 ? <PastTable label={t('simulation.pastFuses')} found={pastFuses} /> : null}
      {!nobody && pastLights.all + pastFuses.all === 0 ? <p className="text-muted">{t('simulation.pastNone')}</p> : null}
      {beyond.length > 0 ? <Card title={t('simulation.beyond')} subtitle={t('simulation.beyondText')}><ChangeList changes={beyond} /></Card> : null}
    </div>
  );
}

/** What it comes to, in a sentence. */
function Outcome({ found }: { readonly found: SimulationView }) {
  const t = useText('policy');
  const { changes, inForce, nobody, moving, collaborations, pastReviews } = found;
  if (changes.length === 0) return <Banner tone="neutral">{t('simulation.noChanges', { version: inForce })}</Banner>;
  if (nobody) return <Banner tone="green" title={t('simulation.nobodyTitle')}>{t('simulation.nobodyText', { count: collaborations, reviews: pastReviews })}</Banner>;
  return (
    <Banner
      title={moving === 0 ? t('simulation.onlyPastTitle') : t('simulation.movesTitle', { count: moving, all: collaborations })}
      action={<LinkButton to={paths.policySimulationCsv()} reloadDocument icon="download">{t('simulation.csv')}</LinkButton>}
    />
  );
}

function KolLink({ id, name }: { readonly id: string; readonly name: string }) {
  return <Link to={paths.kol({ kolId: id })} className="text-accent hover:underline">{name}</Link>;
}
