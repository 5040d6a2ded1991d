import { create, toBuffer } from 'qrcode';

/** A QR code as a drawing: a square of `size` modules with its quiet zone, and the path of the dark ones. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

const QUIET_MODULES = 4;
const PNG_PIXELS = 1024;

/** Error correction M: a code printed small, or with a corner worn, still reads. */
export function drawQrCode(address: string): QrDrawing {
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const rows: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) rows.push(`M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z`);
    }
  }
  return { size: modules.size + 2 * QUIET_MODULES, path: rows.join('') };
}

/** The code as a file for print. */
export function qrSvg(address: string): string {
  const { size, path } = drawQrCode(address);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
}

export async function qrPng(address: string): Promise<Buffer> {
  return await toBuffer(address, { errorCorrectionLevel: 'M', margin: QUIET_MODULES, width: PNG_PIXELS });
}
