import type { AssetKind } from './asset.ts';

/** What the library takes, by content (reliability.md F25). The extension is the one that downloads are named with. */
export const ASSET_FILE_TYPES = {
  'image/jpeg': { kind: 'image', extension: 'jpg', names: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/png': { kind: 'image', extension: 'png', names: ['png'] },
  'image/webp': { kind: 'image', extension: 'webp', names: ['webp'] },
  'video/mp4': { kind: 'video', extension: 'mp4', names: ['mp4', 'm4v'] },
  'video/quicktime': { kind: 'video', extension: 'mov', names: ['mov', 'qt'] },
  'video/webm': { kind: 'video', extension: 'webm', names: ['webm'] },
  'audio/mpeg': { kind: 'audio', extension: 'mp3', names: ['mp3'] },
  'audio/wav': { kind: 'audio', extension: 'wav', names: ['wav'] },
  'audio/mp4': { kind: 'audio', extension: 'm4a', names: ['m4a', 'mp4'] },
  'application/pdf': { kind: 'document', extension: 'pdf', names: ['pdf'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { kind: 'document', extension: 'docx', names: ['docx'] },
  'text/plain': { kind: 'text', extension: 'txt', names: ['txt', 'srt', 'vtt', 'md'] },
} as const satisfies Record<string, { kind: AssetKind; extension: string; names: readonly string[] }>;

export type AssetMediaType = keyof typeof ASSET_FILE_TYPES;

/** Why a file is not taken, as a code; texts are in i18n. */
export const UPLOAD_REFUSALS = ['empty', 'too_large', 'quota', 'type', 'svg', 'html', 'polyglot', 'extension', 'damaged', 'pixels', 'incomplete'] as const;
export type UploadRefusal = (typeof UPLOAD_REFUSALS)[number];

/** Pictures with their small versions; other kinds are stored as they are. */
export const PICTURE_TYPES: readonly AssetMediaType[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Extensions that a program or browser may run; a name that hides one ("offer.pdf.exe", "x.html.jpg") is refused whatever the bytes are. */
const RUNNABLE = new Set(['exe', 'com', 'bat', 'cmd', 'scr', 'msi', 'js', 'mjs', 'vbs', 'ps1', 'sh', 'jar', 'html', 'htm', 'xhtml', 'svg', 'php', 'asp', 'aspx', 'jsp', 'hta', 'lnk', 'apk', 'dmg', 'app']);

/**
 * Whether a name may stand before bytes of a type: its extension must be one of that type (or absent), and no other extension in it may be
 * one that something runs. The name never decides the type.
 */
export function nameFits(fileName: string, mediaType: AssetMediaType): boolean {
  const parts = fileName.normalize('NFKC').toLowerCase().split('.').slice(1).map((part) => part.replace(/[^a-z0-9]/g, ''));
  const last = parts.at(-1);
  if (parts.slice(0, -1).some((part) => RUNNABLE.has(part))) return false;
  if (last === undefined || last === '' || last.length > 5) return true;
  return (ASSET_FILE_TYPES[mediaType].names as readonly string[]).includes(last);
}

const MARKUP = /<\s*(?:!doctype\s+html|html|head|body|script|iframe|object|embed|svg|\?xml|\?php|!entity)\b/i;

/** What text may not hold to be stored as text: markup that a browser would run; null for plain words. */
export function markupIn(text: string): 'svg' | 'html' | null {
  const found = MARKUP.exec(text);
  if (!found) return null;
  return /<\s*svg\b/i.test(text) ? 'svg' : 'html';
}
