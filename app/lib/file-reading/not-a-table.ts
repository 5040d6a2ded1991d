import { sniffEncoding } from '#app/domain/ingestion/sniff.ts';
import { UnreadableFileError } from './unreadable-file.ts';

/** What people choose by mistake instead of a table, and what to call it; screens translate `not_a_table_` and the key. */
const OTHER_FILES = {
  picture: 'a picture',
  video: 'a video',
  audio: 'a recording',
  document: 'a document to read, such as a PDF or a Word file',
  spreadsheet: 'a spreadsheet of another program: save it as .xlsx or CSV',
  archive: 'an archive: unpack it and choose the file inside',
  program: 'a program',
  database: 'a database',
  web_page: 'a web page, as some shops save under the name .xls: open it in a spreadsheet program and save it as .xlsx',
  xml: 'an XML document',
  json: 'a JSON document',
  data: 'no text and no file of a known kind',
} as const;
type OtherFile = keyof typeof OTHER_FILES;

/** Bytes that tell most kinds of files. */
export const TELLING_BYTES = 4100;

/** Refuses what is plainly something else than a table, by its first bytes, and says what it looks like. @throws UnreadableFileError */
export async function refuseOtherFiles(head: Uint8Array): Promise<void> {
  const found = markup(head) ?? archive(head) ?? (isBinary(head) ? await binaryKind(head) : null);
  if (found !== null) throw otherFile(found);
}

/** What a zip that is no workbook is: documents of office programs are zips too. null where nothing tells. */
export async function otherZip(head: Uint8Array): Promise<UnreadableFileError | null> {
  const type = await typeOf(head);
  return type === undefined || type.ext === 'zip' || type.ext === 'xlsx' ? null : otherFile(kindOf(type.mime));
}

function otherFile(kind: OtherFile): UnreadableFileError {
  return new UnreadableFileError(`not_a_table_${kind}`, `this is ${OTHER_FILES[kind]}; a CSV or XLSX file is needed`);
}

const MARKUP: readonly (readonly [form: RegExp, kind: OtherFile])[] = [
  [/^\s*<(?:!doctype html|html|head|body|table|meta)\b/i, 'web_page'], [/^\s*<\?xml\b/i, 'xml'], [/^\s*(?:\{\s*"|\[\s*[[{])/, 'json'],
];
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

function markup(head: Uint8Array): OtherFile | null {
  const bytes = Buffer.from(head).toString('latin1');
  const text = bytes.startsWith(BYTE_ORDER_MARK) ? bytes.slice(BYTE_ORDER_MARK.length) : bytes;
  return MARKUP.find(([form]) => form.test(text))?.[1] ?? null;
}

/** Zips without contents or in several parts: those with contents may be workbooks. */
function archive(head: Uint8Array): OtherFile | null {
  const beginning = Buffer.from(head.subarray(0, 4)).toString('latin1');
  return beginning === 'PK\x05\x06' || beginning === 'PK\x07\x08' ? 'archive' : null;
}

/** Signs that no text holds are rarer in a text with some stray ones, and a ninth of bytes drawn at random. */
const MOST_CONTROL_SHARE = 0.04;
const FEWEST_CONTROLS = 3;
const SIGNATURES = ['%PDF-', '{\\rtf', 'GIF8', '\xff\xd8\xff'];

function isBinary(head: Uint8Array): boolean {
  const beginning = Buffer.from(head.subarray(0, 8)).toString('latin1');
  if (SIGNATURES.some((signature) => beginning.startsWith(signature))) return true;
  if (sniffEncoding(head).startsWith('utf-16')) return false;
  const controls = head.filter((byte) => byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1a).length;
  return controls >= FEWEST_CONTROLS && controls > head.length * MOST_CONTROL_SHARE;
}

async function binaryKind(head: Uint8Array): Promise<OtherFile> {
  const type = await typeOf(head);
  return type === undefined ? 'data' : kindOf(type.mime);
}

/** Loaded where it is needed: most files that people choose are tables. */
async function typeOf(head: Uint8Array): Promise<{ readonly ext: string; readonly mime: string } | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  return await fileTypeFromBuffer(head).catch(() => undefined);
}

const KINDS: readonly (readonly [mime: RegExp, kind: OtherFile])[] = [
  [/^image\//, 'picture'], [/^video\//, 'video'], [/^audio\//, 'audio'], [/opendocument\.spreadsheet|apple\.numbers|spreadsheetml/, 'spreadsheet'],
  [/pdf|rtf|msword|wordprocessingml|presentationml|opendocument|epub|mobipocket|postscript/, 'document'], [/sqlite|parquet|access|arrow/, 'database'],
  [/msdownload|elf|mach|java|wasm|android|executable/, 'program'],
  [/zip|compressed|tar|rar|7z|lz|zstd|xz|cpio|cab|archive/, 'archive'],
];

function kindOf(mime: string): OtherFile {
  return KINDS.find(([form]) => form.test(mime))?.[1] ?? 'data';
}
