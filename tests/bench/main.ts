import path from 'node:path';
import { parseArgs } from 'node:util';
import { ASSET_FAULTS_ARGUMENT, runAssetFaults } from './asset-faults.ts';
import { BARE_ARGUMENT, serveBare } from './bare-server.ts';
import { IMPORT_ARGUMENT, importOrders } from './import.ts';
import { FAULTS_ARGUMENT, runFaults } from './faults.ts';
import type { BenchLine, Figure } from './line.ts';
import { generateLoad, LOAD_ARGUMENT } from './load.ts';
import { machineText, machineTicks, stealPercent } from './machine.ts';
import { startBenchServer } from './server.ts';
import { tableOf } from './table.ts';

const usageOf = (lines: readonly BenchLine[]) => `usage: npm run bench -- [NAME...] [--quick] [--rounds N] [--json]
lines: ${lines.map((line) => line.name).join(', ')}`;

/** Measures each line beside its reference, in the same run, and prints one table (quality.md). */
async function main(): Promise<void> {
  // Only here: a process whose memory is measured must not hold the engines that others are compared with.
  const { BENCH_LINES } = await import('./lines.ts');
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, rounds: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => BENCH_LINES.every((line) => line.name !== name));
  if (values.help || unknown.length > 0) {
    console.error(unknown.length > 0 ? `no such line: ${unknown.join(', ')}\n${usageOf(BENCH_LINES)}` : usageOf(BENCH_LINES));
    process.exit(values.help ? 0 : 2);
  }
  const progress = (message: string) => console.error(message);
  const before = machineTicks();
  const server = await startBenchServer(progress);
  const figures: Figure[] = [];
  try {
    const bench = {
      ...server, progress, program: path.resolve('build/server/index.js'), quick: values.quick,
      rounds: Number(values.rounds ?? (values.quick ? 3 : 5)),
    };
    for (const line of BENCH_LINES) {
      if (positionals.length > 0 && !positionals.includes(line.name)) continue;
      figures.push(...(await line.measure(bench)));
    }
  } finally {
    await server.stop();
  }
  if (values.json) return console.log(JSON.stringify({ machine: machineText(), server: server.description, stealPercent: stealPercent(before), figures }, null, 2));
  const steal = stealPercent(before);
  console.log(`${machineText()}; ${server.description}; steal ${steal.toFixed(1)} %${steal > 5 ? ' (too much: do not judge by this run)' : ''}`);
  console.log(tableOf(figures));
}

if (process.argv[2] === LOAD_ARGUMENT) generateLoad();
else if (process.argv[2] === BARE_ARGUMENT) serveBare();
else if (process.argv[2] === IMPORT_ARGUMENT) importOrders();
else if (process.argv[2] === FAULTS_ARGUMENT) runFaults();
else if (process.argv[2] === ASSET_FAULTS_ARGUMENT) runAssetFaults();
else await main();
