import { fork } from 'node:child_process';
import { crashDatabase, cutDatabase, fillDisk, killPortal } from '#tests/flows/fault-rounds.ts';
import { startFaultServer } from '#tests/flows/fault-server.ts';
import type { FaultServer } from '#tests/flows/fault-server.ts';
import { aFaultWorld } from '#tests/flows/fault-world.ts';
import type { FaultPlace, FaultWorld, Verdict } from '#tests/flows/fault-world.ts';
import type { BenchLine, Figure } from './line.ts';

export const FAULTS_ARGUMENT = '--faults';

interface Dose {
  readonly kills: number;
  readonly crashes: number;
  readonly awayMs: number;
}

/** Faults that must be survived, with counts (reliability.md F01-F06): what was promised under them and is not there, or is there twice. */
export const faultsLine: BenchLine = {
  name: 'faults',
  // In a process of its own, because the portal's key is set for it.
  measure: ({ quick, progress }) =>
    new Promise((resolve, reject) => {
      progress('faults: killing, crashing, cutting and filling; a few minutes');
      const child = fork(process.argv[1] ?? '', [FAULTS_ARGUMENT], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      let figures: Figure[] | null = null;
      child.on('message', (message) => (figures = message as Figure[])); // our own program answers
      child.on('exit', (code) => (figures ? resolve(figures) : reject(new Error(`the faults ended with ${code}`))));
      const dose: Dose = quick ? { kills: 5, crashes: 2, awayMs: 6_000 } : { kills: 20, crashes: 10, awayMs: 60_000 };
      child.send(dose);
    }),
};

/** The child's part. */
export function runFaults(): void {
  process.once('message', (message) => {
    void bringAndTell(message as Dose);
  });
}

async function bringAndTell(dose: Dose): Promise<void> {
  process.send?.(await bringFaults(dose));
  process.disconnect();
}

async function bringFaults({ kills, crashes, awayMs }: Dose): Promise<Figure[]> {
  const server = await startFaultServer();
  try {
    const kill = await underFault(server, async (place) => {
      const { slowestReadyMs, stop } = await killPortal(place, kills);
      return { stop, note: `ready again within ${(slowestReadyMs / 1000).toFixed(1)} s`, linkFailures: null };
    });
    const crash = await underFault(server, async (place) => {
      const fault = await crashDatabase(place, server.crash, crashes);
      return { ...fault, note: `${fault.spooled} clicks over the disk, slowest redirect ${fault.slowestLinkMs.toFixed(0)} ms` };
    });
    const away = await underFault(server, async (place) => {
      const fault = await cutDatabase(place, awayMs);
      return { ...fault, note: `${fault.spooled} clicks over the disk, drained ${(fault.spoolDrainedAfterMs / 1000).toFixed(1)} s after the return` };
    });
    const full = await underFault(server, async (place) => {
      const fault = await fillDisk(place);
      return { ...fault, linkFailures: fault.promisedWithoutRoom, note: `${fault.how}; ${fault.unrecorded} visitors shown the page by a link, unrecorded` };
    });
    return [
      ...figuresOf(`portal killed ${kills} times`, kill), ...figuresOf(`PostgreSQL crashed ${crashes} times`, crash),
      ...figuresOf(`database away ${awayMs / 1000} s, portal killed meanwhile`, away), ...figuresOf('disk full and database away', full, 'sent on without being kept'),
    ];
  } finally {
    await server.stop();
  }
}

interface Fault {
  /** Tracking links answered otherwise than they must be; null where the portal itself was away. */
  readonly linkFailures: number | null;
  readonly note: string;
  stop(): Promise<void>;
}

async function underFault(server: FaultServer, bring: (place: FaultPlace) => Promise<Fault>): Promise<{ verdict: Verdict; fault: Fault; world: FaultWorld }> {
  const world = await aFaultWorld(server.handle);
  const fault = await bring({ databaseUrl: server.url, dataDir: server.newDataDir(), world });
  return { verdict: await world.verify().finally(fault.stop), fault, world };
}

function figuresOf(name: string, { verdict, fault, world }: Awaited<ReturnType<typeof underFault>>, answers = 'answers on links other than 3xx'): Figure[] {
  const none = (figure: string, value: number, note: string): Figure => ({
    figure: `${name}: ${figure}`, value, unit: '', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit: 0 }, note,
  });
  const promised = `of ${verdict.clicksAcknowledged} clicks and ${verdict.ordersAcknowledged} orders (${world.load.counts.repeatedOrders} sent again)`;
  return [
    none('acknowledged and lost', verdict.clicksLost + verdict.ordersLost, promised),
    none('counted twice', verdict.countedTwice, fault.note),
    ...(fault.linkFailures === null ? [] : [none(answers, fault.linkFailures, '')]),
  ];
}
