import { Counter, Gauge, Registry } from 'prom-client';
import type { OpenRedirect } from './open-redirect.ts';

/** What the redirect counts, read when somebody asks: the redirect itself touches no metric. */
export function redirectMetrics({ counts, links, sink }: OpenRedirect): Registry {
  const registry = new Registry();
  const registers = [registry];
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name, help, registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const now = (name: string, help: string, read: () => number) => new Gauge({ name, help, registers, collect() { this.set(read()); } });

  total('kol_redirect_redirected_total', 'Clicks stored and redirected', () => counts.redirected);
  const refused = new Counter({
    name: 'kol_redirect_refused_total', help: 'Requests without a redirect, by reason', labelNames: ['reason'], registers,
    collect() {
      refused.reset();
      for (const [reason, times] of Object.entries(counts.refused)) refused.inc({ reason }, times);
    },
  });
  now('kol_redirect_links', 'Tracking links in memory', () => links.size);
  now('kol_click_sink_queued', 'Clicks that wait for a batch', () => sink.stats().queued);
  total('kol_click_sink_batches_total', 'Batches of clicks committed', () => sink.stats().batches);
  total('kol_click_sink_rows_total', 'Clicks committed', () => sink.stats().rows);
  total('kol_click_sink_failures_total', 'Attempts to store a batch that failed', () => sink.stats().failures);
  now('kol_click_spool_bytes', 'Clicks on disk that wait for the database, in bytes', () => sink.spool().bytes);
  now('kol_click_database_away', 'Whether clicks go to the disk because the database is late or gone', () => (sink.spool().databaseIsAway ? 1 : 0));
  total('kol_click_spooled_total', 'Clicks that the disk took in place of the database', () => sink.spool().spooled);
  total('kol_click_drained_total', 'Clicks stored from the disk', () => sink.spool().drained);
  total('kol_click_spool_torn_total', 'Records of the spool that were torn or altered', () => sink.spool().torn);
  total('kol_click_spool_refused_total', 'Clicks of the spool that the database refuses', () => sink.spool().refused);
  total('kol_redirect_unrecorded_total', 'Visitors who were shown the page because neither the database nor the disk took the click', () => counts.refused.unrecorded);
  return registry;
}
