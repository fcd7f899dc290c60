// What a value from outside must be, as clients in compiled languages say it. A decoder gives the value back with its type, or
// throws at the first thing that is not exactly as agreed; the types of a whole interface follow from its decoders.

export type Decoder<T> = (value: unknown, at: string) => T;
export type Decoded<D> = D extends Decoder<infer T> ? T : never;

export class Mismatch extends Error {
  constructor(at: string, wanted: string, value: unknown) {
    super(`${at}: wanted ${wanted}, got ${JSON.stringify(value)}`);
  }
}

function kind<T>(wanted: string, fits: (value: unknown) => boolean): Decoder<T> {
  return (value, at) => {
    if (!fits(value)) throw new Mismatch(at, wanted, value);
    return value as T;
  };
}
const isText = (value: unknown): value is string => typeof value === 'string';
const written = (wanted: string, form: RegExp): Decoder<string> =>
  kind(wanted, (value) => isText(value) && form.test(value));

/** Of an answer without a body. */
export const nothing = (): Decoder<null> => kind('nothing', (value) => value === null);
export const text = (): Decoder<string> => kind('a text', isText);
export const flag = (): Decoder<boolean> =>
  kind('true or false', (value) => typeof value === 'boolean');
export const integer = (): Decoder<number> => kind('an integer', Number.isSafeInteger);
export const count = (): Decoder<number> =>
  kind('a count', (value) => Number.isSafeInteger(value) && (value as number) >= 0);
/** A number with at most two decimals. */
export const decimal = (): Decoder<number> =>
  kind('at most two decimals', (value) => {
    return typeof value === 'number' && Math.round(value * 100) / 100 === value;
  });
export const uuid = (): Decoder<string> =>
  written('a UUID', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
/** RFC 3339 in UTC. */
export const time = (): Decoder<string> =>
  kind('a time', (value) => {
    if (!isText(value) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return false;
    return !Number.isNaN(Date.parse(value));
  });
export function oneOf<const Names extends readonly string[]>(
  ...names: Names
): Decoder<Names[number]> {
  return kind(`one of ${names.join(', ')}`, (value) => isText(value) && names.includes(value));
}

export function nullable<T>(decode: Decoder<T>): Decoder<T | null> {
  return (value, at) => (value === null ? null : decode(value, at));
}
export function list<T>(decode: Decoder<T>): Decoder<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new Mismatch(at, 'a list', value);
    return value.map((item, i) => decode(item, `${at}[${i}]`));
  };
}

interface Optional<T> {
  readonly optional: Decoder<T>;
}
/** A member that may be left out; null is not the same. */
export const optional = <T>(decode: Decoder<T>): Optional<T> => ({ optional: decode });

type Members = Record<string, Decoder<unknown> | Optional<unknown>>;
type Shape<M extends Members> = {
  [K in keyof M as M[K] extends Optional<unknown> ? never : K]: Decoded<M[K]>;
} & {
  [K in keyof M as M[K] extends Optional<unknown> ? K : never]?: M[K] extends Optional<infer T>
    ? T
    : never;
};

function asRecord(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Mismatch(at, 'an object', value);
  return value as Record<string, unknown>;
}

/** An object with these members; others may stand beside them and are left out of what is decoded. */
export function atLeast<M extends Members>(members: M): Decoder<Shape<M>> {
  return (value, at) => {
    const given = asRecord(value, at);
    const decoded: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(members)) {
      const inside = `${at}.${name}`;
      if (Object.hasOwn(given, name)) {
        decoded[name] = (typeof member === 'function' ? member : member.optional)(
          given[name],
          inside,
        );
      } else if (typeof member === 'function') {
        throw new Mismatch(inside, 'a member', undefined);
      }
    }
    return decoded as Shape<M>;
  };
}

/** An object with these members and no other. */
export function exactly<M extends Members>(members: M): Decoder<Shape<M>> {
  const decode = atLeast(members);
  return (value, at) => {
    for (const name of Object.keys(asRecord(value, at)))
      if (!Object.hasOwn(members, name)) throw new Mismatch(`${at}.${name}`, 'nothing', value);
    return decode(value, at);
  };
}

/** A map with exactly these keys. */
export function table<const Keys extends readonly string[], T>(
  keys: Keys,
  decode: Decoder<T>,
): Decoder<Record<Keys[number], T>> {
  const decodeAll = exactly(Object.fromEntries(keys.map((key) => [key, decode])));
  return (value, at) => decodeAll(value, at) as Record<Keys[number], T>;
}

/** One of several shapes, told apart by what its member `tag` says. */
export function tagged<Shapes extends Record<string, Decoder<unknown>>>(
  tag: string,
  shapes: Shapes,
): Decoder<Decoded<Shapes[keyof Shapes]>> {
  const decodeTag = oneOf(...Object.keys(shapes));
  return (value, at) => {
    const name = decodeTag(asRecord(value, at)[tag], `${at}.${tag}`);
    return (shapes[name] as Decoder<Decoded<Shapes[keyof Shapes]>>)(value, at);
  };
}

/**
 * Reads an answer. `JSON.parse` cannot tell 5.0 and 5e0 from 5, and strict clients can: in the text itself no number may end in
 * zeros behind its point, or have an exponent.
 */
export function read<T>(json: string, decode: Decoder<T>, at = 'answer'): T {
  const withoutTexts = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  const crooked = /-?\d+(?:\.\d*0(?!\d)|(?:\.\d+)?[eE][-+]?\d+)/.exec(withoutTexts);
  if (crooked) throw new Mismatch(at, 'numbers written plainly', crooked[0]);
  return decode(JSON.parse(json), at);
}
