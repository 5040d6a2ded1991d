import yauzl from 'yauzl';
import { UnreadableFileError } from './unreadable-file.ts';

export const ZIP_LIMITS = { entries: 200, unpackedBytes: 50 * 1024 * 1024, ratio: 150 } as const;

/**
 * Refuses a zip by its directory, before anything is unpacked: too many entries, too large when unpacked, or packed more
 * densely than any real workbook (a 324 KB file of 95 MB cost 1 GB of memory: reliability.md 0.5). @throws UnreadableFileError
 */
export async function refuseZipBomb(bytes: Uint8Array): Promise<void> {
  const zip = await openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    if (zip.entryCount > ZIP_LIMITS.entries) throw tooLarge(`it has ${zip.entryCount} parts, ${ZIP_LIMITS.entries} at most are allowed`);
    await checkEntries(zip);
  } finally {
    zip.close();
  }
}

function openZip(buffer: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error) reject(new UnreadableFileError('broken_workbook', `the workbook is damaged (${error.message})`, { cause: error }));
      else resolve(zip);
    });
  });
}

function checkEntries(zip: yauzl.ZipFile): Promise<void> {
  return new Promise((resolve, reject) => {
    let packed = 0;
    let unpacked = 0;
    zip.on('error', (error: Error) => reject(new UnreadableFileError('broken_workbook', `the workbook is damaged (${error.message})`, { cause: error })));
    zip.on('end', resolve);
    zip.on('entry', (entry: yauzl.Entry) => {
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      if (unpacked > ZIP_LIMITS.unpackedBytes) reject(tooLarge(`unpacked it is larger than ${ZIP_LIMITS.unpackedBytes / 1024 / 1024} MB`));
      else if (unpacked > Math.max(packed, 1024) * ZIP_LIMITS.ratio) reject(tooLarge(`it unpacks to more than ${ZIP_LIMITS.ratio} times its size`));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function tooLarge(why: string): UnreadableFileError {
  return new UnreadableFileError('workbook_too_large', `the workbook is refused: ${why}; save it as CSV instead`);
}
