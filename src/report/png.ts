/** Pixels a unit of the drawing: print asks for about 200 an inch. */
const scale = 2.5;

/** A picture with its size on the page in CSS pixels. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}

/**
 * An SVG text as PNG, on white paper. Letters come from the machine's fonts (a Chinese report needs a Chinese one), so that the
 * bytes, other than those of the SVG, are not the same everywhere.
 */
export async function pngOf(svg: string): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 * scale })
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width / scale, height: info.height / scale };
}
