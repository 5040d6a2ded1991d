import { log } from '#app/lib/log.server.ts';

const HARD_LIMIT_MS = 10_000;
/** Set for the processes that our supervisor forks. */
export const SUPERVISED = 'KOL_SUPERVISED';
export const STOP_MESSAGE = 'stop';

/**
 * Runs `stop` once when this process is asked to end, then ends it; after 10 s it ends in any case.
 * A supervised process listens to its supervisor only: Ctrl-C and service managers signal the whole group at once, but the
 * web process must outlive the requests that the front is still passing on. A supervisor that died is a reason to stop.
 */
export function stopWhenAsked(stop: () => Promise<void>): void {
  let stopping = false;
  const run = (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.error('not stopped within 10 s; leaving');
      process.exit(1);
    }, HARD_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  if (process.env[SUPERVISED] === '1') {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
    process.on('disconnect', () => run('the supervisor is gone'));
    if (!process.connected) run('the supervisor went while this process started');
    process.on('message', (message) => {
      if (message === STOP_MESSAGE) run('the supervisor stops');
    });
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => run(signal));
}
