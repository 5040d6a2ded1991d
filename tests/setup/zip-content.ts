import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** What an independent reader finds in a ZIP: names in order, and the bytes, of which it checks size and sum. */
export async function zipContent(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await new Promise<yauzl.ZipFile>((resolve, reject) => yauzl.fromBuffer(zip, { lazyEntries: true, strictFileNames: true }, (error, opened) => (opened ? resolve(opened) : reject(error ?? new Error('not opened')))));
  const found = new Map<string, Buffer>();
  const streamOf = (one: yauzl.Entry) => new Promise<Readable>((resolve, reject) => file.openReadStream(one, (error, stream) => (stream ? resolve(stream) : reject(error ?? new Error('no stream')))));
  await new Promise<void>((resolve, reject) => {
    const take = async (one: yauzl.Entry): Promise<void> => {
      found.set(one.fileName, await buffer(await streamOf(one)));
      file.readEntry();
    };
    file.on('error', reject).on('end', resolve).on('entry', (one: yauzl.Entry) => void take(one).catch(reject));
    file.readEntry();
  });
  return found;
}
