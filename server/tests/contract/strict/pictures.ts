// Pictures made by hand, to the byte.
import { png } from '../files.mjs';

type Bytes = Buffer<ArrayBuffer>;

/** A PNG of exactly so many bytes: the rest stands in one chunk of picture data. */
export function pngOf(size: number, mark = ''): Bytes {
  const empty = png(4, 3, [['IDAT', mark]]).length;
  return png(4, 3, [['IDAT', mark + 'x'.repeat(size - empty)]]);
}

export function segment(marker: number, data: Uint8Array): Bytes {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** 300 × 200; `told` are segments before the picture. */
export function jpeg(told: Uint8Array = Buffer.alloc(0)): Bytes {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    told,
    segment(0xc0, Buffer.from([8, 0, 200, 1, 44, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from('scan')),
    Buffer.from('data'),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** EXIF of a phone that was held upright: the picture lies on its side. */
export const turned = Buffer.from(
  'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0',
  'latin1',
);
