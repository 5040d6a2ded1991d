import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Linux counts processor time in these; every kernel in use has 100. */
const TICKS_PER_SECOND = 100;

/** Processor time that a process and all its living descendants have used so far, in microseconds; 0 where there is no /proc. */
export function cpuMicros(pid: number): number {
  const children = new Map<number, number[]>();
  const ticks = new Map<number, number>();
  for (const name of fs.existsSync('/proc/self/stat') ? fs.readdirSync('/proc') : []) {
    const stat = /^\d+$/.test(name) ? readOrNull(`/proc/${name}/stat`) : null;
    if (stat === null) continue;
    // The command name may hold blanks and brackets: count fields from behind its closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    const [parent = 0, id] = [fields[1], Number(name)];
    children.set(parent, [...(children.get(parent) ?? []), id]);
    // Own user and system time, and that of children which have ended.
    ticks.set(id, (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0));
  }
  const total = (id: number): number => (ticks.get(id) ?? 0) + (children.get(id) ?? []).reduce((sum, child) => sum + total(child), 0);
  return (total(pid) * 1_000_000) / TICKS_PER_SECOND;
}

/** The largest resident size of this process since it runs its own program. Linux's `maxRSS` also counts the memory of the process that forked it. */
export function peakMemoryMb(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readOrNull('/proc/self/status') ?? '') ?? [];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1_024;
}

/** Reads the machine's own processor times; `steal` is what the host gave to others. */
export function machineTicks(): { total: number; steal: number } {
  const fields = (readOrNull('/proc/stat') ?? '').split('\n')[0]?.trim().split(/\s+/).slice(1, 9).map(Number) ?? [];
  return { total: fields.reduce((sum, value) => sum + value, 0), steal: fields[7] ?? 0 };
}

export function stealPercent(before: { total: number; steal: number }): number {
  const now = machineTicks();
  return now.total === before.total ? 0 : (100 * (now.steal - before.steal)) / (now.total - before.total);
}

/** Median microseconds of writing 8 kB and fdatasync, in a folder. */
export function fsyncMicros(folder: string): number {
  const file = path.join(folder, 'fsync-probe');
  const descriptor = fs.openSync(file, 'w');
  const block = Buffer.alloc(8_192, 1);
  const times = Array.from({ length: 200 }, () => {
    const startedAt = process.hrtime.bigint();
    fs.writeSync(descriptor, block, 0, block.length, 0);
    fs.fdatasyncSync(descriptor);
    return Number(process.hrtime.bigint() - startedAt) / 1_000;
  }).sort((a, b) => a - b);
  fs.closeSync(descriptor);
  fs.rmSync(file);
  return times[100] ?? Number.NaN;
}

export function machineText(): string {
  return `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${os.platform()} ${os.release()}`;
}

function readOrNull(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null; // a process that ended meanwhile
  }
}
