// Small files of every kind, made by hand, and the form that sends one.
import { crc32 } from 'node:zlib';

export function form_of(bytes, name, part = 'file') {
  const form = new FormData();
  form.append(part, new Blob([bytes]), name);
  return form;
}

export function screenshot_form(data, bytes, name = 'screenshot.png') {
  const form = new FormData();
  form.append('data', new Blob([JSON.stringify(data)], { type: 'application/json' }));
  form.append('screenshot', new Blob([bytes]), name);
  return form;
}

const chunk = (kind, data) => {
  const checked = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(checked));
  return Buffer.concat([length, checked, sum]);
};
// `more`: [kind, text] of further chunks before the picture's data.
export function png(width = 3, height = 2, more = []) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...more.map(([kind, text]) => chunk(kind, Buffer.from(text, 'latin1'))),
    chunk('IDAT', Buffer.from('789c6360a0120000005f0001', 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);

const box = (kind, size, brand = '') => {
  const whole = Buffer.alloc(size);
  whole.writeUInt32BE(size, 0);
  whole.write(kind + brand, 4, 'latin1');
  return whole;
};
export const mp4 = (size = 4096) =>
  Buffer.concat([box('ftyp', 24, 'isom'), box('moov', 64), box('mdat', size - 88)]);

export const zip = Buffer.concat([
  Buffer.from('PK\x03\x04', 'latin1'),
  Buffer.alloc(26),
  Buffer.from('PK\x05\x06', 'latin1'),
  Buffer.alloc(18),
]);
