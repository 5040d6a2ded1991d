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
  return registry;
}
