import type { RefusedAsset } from './collection.ts';
import type { CalendarDay } from './period.ts';
import type { UsageGrant, UsageQuestion } from './usage-rights.ts';
import { rightsAllow, rightsStanding } from './usage-rights.ts';

export interface TakenAsset {
  readonly assetId: string;
  /** The right that allows the use; null where files are taken to look at. */
  readonly grant: UsageGrant | null;
}

export interface ArchivePlan {
  readonly taken: readonly TakenAsset[];
  readonly refused: readonly RefusedAsset[];
}

/**
 * Which of some assets may be taken away together, and which not, each with the clause (product.md section 11), in their order. For a use its
 * rights are asked as for one; without one it is to look at, which everybody may until the rights have ended.
 */
export function planArchive(assets: readonly { readonly assetId: string; readonly rights: readonly UsageGrant[] }[], use: Omit<UsageQuestion, 'on'> | null, today: CalendarDay): ArchivePlan {
  const taken: TakenAsset[] = [];
  const refused: RefusedAsset[] = [];
  for (const { assetId, rights } of assets) {
    if (use === null) {
      const { state, untilDay } = rightsStanding(rights, today);
      if (state === 'ended' && untilDay !== null) refused.push({ assetId, refusal: { clause: 'ended', grantId: '', day: untilDay } });
      else taken.push({ assetId, grant: null });
    } else {
      const answer = rightsAllow(rights, { ...use, on: today });
      if (answer.allowed) taken.push({ assetId, grant: answer.grant });
      else refused.push({ assetId, refusal: answer.refusal });
    }
  }
  return { taken, refused };
}

/** Bytes of UTF-8 that a name takes at most: less than any file system's 255, with room for a number. */
const NAME_BYTES = 200;
/** What some system cannot have in a name, what tells the direction of writing, and halves of characters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;
/** Names that Windows keeps for devices, whatever their extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * Names of files as they lie in an archive: without folders and what some system refuses, short enough, and each once, also where letters of
 * either case are the same. A number before the extension tells those apart that would be the same: "主图 (2).jpg".
 */
export function archiveNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const [stem, extension] = partsOf(name);
    for (let nth = 1; ; nth += 1) {
      const candidate = nth === 1 ? stem + extension : `${stem} (${nth})${extension}`;
      const folded = candidate.normalize('NFKC').toLowerCase();
      if (used.has(folded)) continue;
      used.add(folded);
      return candidate;
    }
  });
}

function partsOf(name: string): [stem: string, extension: string] {
  const clean = name.normalize('NFC').replace(UNSAFE, '_').replace(/\s+/g, ' ');
  const [extension = ''] = /(?<=.)\.[A-Za-z0-9]{1,8}$/.exec(clean) ?? [];
  // A dot before a name hides a file, one behind it is dropped by Windows.
  const bare = clean.slice(0, clean.length - extension.length).replace(/^[. ]+|[. ]+$/g, '').replace(DEVICE, '_$&');
  const stem = cut(bare, NAME_BYTES).trimEnd();
  return [stem === '' ? 'file' : stem, extension];
}

/** The longest beginning of whole characters within so many bytes. */
function cut(text: string, most: number): string {
  let [kept, bytes] = ['', 0];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}
