/** Longest sides in pixels that pictures are given in, beside the original. */
export const RENDITION_SIZES = [2048, 1024, 512] as const;

/** The whole picture, or the part of it that draws the eye in a shape that posts and pages want. */
export const RENDITION_CROPS = { whole: null, square: [1, 1], story: [9, 16], wide: [16, 9] } as const satisfies Record<string, readonly [number, number] | null>;
export type RenditionCrop = keyof typeof RENDITION_CROPS;
export const RENDITION_CROP_NAMES = ['whole', 'square', 'story', 'wide'] as const satisfies readonly RenditionCrop[];

export const RENDITION_FORMATS = ['jpeg', 'png', 'webp'] as const;

export interface Rendition {
  readonly size: (typeof RENDITION_SIZES)[number];
  readonly crop: RenditionCrop;
  readonly format: (typeof RENDITION_FORMATS)[number];
}

/** "1024-square-jpeg" as a rendition; 'original' for the file itself, null for what is neither. */
export function readRendition(text: string): Rendition | 'original' | null {
  if (text === 'original') return 'original';
  const [sizeText, cropText, formatText, rest] = text.split('-');
  const size = RENDITION_SIZES.find((one) => String(one) === sizeText);
  const crop = RENDITION_CROP_NAMES.find((one) => one === cropText);
  const format = RENDITION_FORMATS.find((one) => one === formatText);
  return size === undefined || crop === undefined || format === undefined || rest !== undefined ? null : { size, crop, format };
}
