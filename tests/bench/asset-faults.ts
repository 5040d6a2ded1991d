import { fork } from 'node:child_process';
import { migrateToLatest } from '#db/migrate.server.ts';
import { startFaultServer } from '#tests/flows/fault-server.ts';
import type { UploadVerdict } from '#tests/flows/upload-fault-rounds.ts';
import { abandonUploads, fillUnderUploads, killUnderUploads } from '#tests/flows/upload-fault-rounds.ts';
import type { BenchLine, Figure } from './line.ts';

export const ASSET_FAULTS_ARGUMENT = '--asset-faults';

interface Dose {
  readonly kills: number;
  readonly abandoned: number;
}

/** Faults that uploads must survive (reliability.md F06, F25, I9), with counts: what was acknowledged and is gone, what is wrong, what is left lying. */
export const assetFaultsLine: BenchLine = {
  name: 'asset-faults',
  // In a process of its own, because the data folder is set for it.
  measure: ({ quick, progress }) =>
    new Promise((resolve, reject) => {
      progress('asset-faults: killing, filling and giving up; a few minutes');
      const child = fork(process.argv[1] ?? '', [ASSET_FAULTS_ARGUMENT], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      let figures: Figure[] | null = null;
      child.on('message', (message) => (figures = message as Figure[])); // our own program answers
      child.on('exit', (code) => (figures ? resolve(figures) : reject(new Error(`the faults of uploads ended with ${code}`))));
      const dose: Dose = quick ? { kills: 5, abandoned: 100 } : { kills: 20, abandoned: 500 };
      child.send(dose);
    }),
};

/** The child's part. */
export function runAssetFaults(): void {
  process.once('message', (message) => {
    void bringFaults(message as Dose).then((figures) => {
      process.send?.(figures);
      process.disconnect();
      return figures;
    });
  });
}

async function bringFaults({ kills, abandoned }: Dose): Promise<Figure[]> {
  const server = await startFaultServer();
  try {
    await migrateToLatest(server.handle.db);
    const dataDir = server.newDataDir();
    process.env['KOL_DATA_DIR'] = dataDir;
    const place = { handle: server.handle, databaseUrl: server.url, dataDir };
    const killed = await killUnderUploads(place, kills);
    const [arriving, library] = [await fillUnderUploads(place, 'arriving'), await fillUnderUploads(place, 'library')];
    const given = await abandonUploads(place, abandoned);
    const told = ({ how, refusal, keptBytes }: typeof arriving) => `${how}; answered ${refusal.code}, ${(keptBytes / 1_000_000).toFixed(1)} MB kept to go on with`;
    return [
      ...figuresOf(`portal killed ${kills} times under uploads`, killed, `${killed.files} files of 6 MB, gone on with ${killed.resumed} times`),
      ...figuresOf('disk full where files arrive', arriving.verdict, told(arriving)), ...figuresOf('disk full where the library lies', library.verdict, told(library)),
      ...figuresOf(`${abandoned} uploads given up or left`, given, ''),
    ];
  } finally {
    await server.stop();
  }
}

function figuresOf(name: string, { bytesLost, wrong, missing, orphans }: UploadVerdict, note: string): Figure[] {
  const none = (figure: string, value: number, more = ''): Figure => ({ figure: `${name}: ${figure}`, value, unit: '', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit: 0 }, note: more });
  return [none('bytes acknowledged and lost', bytesLost, note), none('files missing, altered or twice', wrong), none('rows without their file', missing), none('files and parts left behind', orphans)];
}
