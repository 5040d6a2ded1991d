import { rm } from 'node:fs/promises';
import type { FileDescription } from '#app/domain/asset.ts';
import { colourName } from '#app/domain/asset-colour.ts';
import type { AssetColour } from '#app/domain/asset-colour.ts';
import type { AssetMediaType, UploadRefusal } from '#app/domain/asset-file-type.ts';
import { ASSET_FILE_TYPES, PICTURE_TYPES } from '#app/domain/asset-file-type.ts';
import { describeDocument, documentPreviewer } from './describe-document.server.ts';
import type { Picture } from './describe-picture.server.ts';
import { describePicture } from './describe-picture.server.ts';
import { describeRecording, hasVideoDecoder } from './describe-video.server.ts';

/** What can be told of a file's content. */
export interface FileFacts {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly pages: number | null;
  readonly pictureHash: string | null;
  /** Widths of the small pictures that lie beside `made`: `<made>-320`. */
  readonly thumbnails: readonly number[];
  readonly colour: AssetColour | null;
  readonly described: FileDescription;
}

const NOTHING: FileFacts = { width: null, height: null, durationMs: null, pages: null, pictureHash: null, thumbnails: [], colour: null, described: 2 };

/** Types that a program of this machine's describes, beside pictures, which are always described. */
export async function decodedTypes(): Promise<AssetMediaType[]> {
  const [decodes, previewer] = await Promise.all([hasVideoDecoder(), documentPreviewer()]);
  const kinds = (Object.keys(ASSET_FILE_TYPES) as AssetMediaType[]).filter((type) => ASSET_FILE_TYPES[type].kind === 'video' || ASSET_FILE_TYPES[type].kind === 'audio');
  return [...(decodes ? kinds : []), ...(previewer === null ? [] : (['application/pdf'] as const))];
}

/**
 * What a file shows, with its small pictures written beside `made`; of a picture `made` is the picture without the place it was taken at. Recordings
 * and documents are described as far as this machine's programs go, and `described` says how far that was.
 */
export async function describeFile(file: string, mediaType: AssetMediaType, made: string): Promise<FileFacts | { readonly refusal: UploadRefusal }> {
  if (PICTURE_TYPES.includes(mediaType)) {
    const described = await describePicture(file, made);
    return described.status === 'described' ? { ...NOTHING, width: described.picture.width, height: described.picture.height, ...seen(described.picture) } : { refusal: described.refusal };
  }
  const { kind } = ASSET_FILE_TYPES[mediaType];
  const still = `${made}.still`;
  try {
    if (kind === 'video' || kind === 'audio') {
      const recording = await describeRecording(file, still);
      const described = (await hasVideoDecoder()) ? 2 : 1;
      if (recording === null) return { ...NOTHING, described };
      const { durationMs, width, height } = recording;
      const sides = width === null || height === null ? { width: null, height: null } : { width, height };
      return { ...NOTHING, ...sides, durationMs, ...(recording.hasPoster ? await smallPictures(still, made) : {}), described };
    }
    if (mediaType === 'application/pdf') {
      const { pages, hasPreview } = await describeDocument(file, still);
      return { ...NOTHING, pages, thumbnails: hasPreview ? ((await smallPictures(still, made)).thumbnails ?? []) : [], described: (await documentPreviewer()) === null ? 1 : 2 };
    }
    return NOTHING;
  } finally {
    await rm(still, { force: true });
  }
}

/** Of a still or a first page: its small pictures, and what they are found by. Of a page only the pictures are kept: white pages are alike. */
async function smallPictures(still: string, made: string): Promise<Partial<FileFacts>> {
  const described = await describePicture(still, made);
  return described.status === 'described' ? seen(described.picture) : {};
}

function seen({ pictureHash, thumbnails, dominant }: Picture): Pick<FileFacts, 'pictureHash' | 'thumbnails' | 'colour'> {
  return { pictureHash, thumbnails, colour: colourName(...dominant) };
}
