// As much of JSON Schema 2020-12 as docs/openapi.json uses: what is wrong with a value, a value that fits, and values that do not.
import { randomUUID } from 'node:crypto';

const kFormats = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

export function resolved(document, schema) {
  let at = schema;
  while (at?.$ref)
    at = at.$ref
      .slice(2)
      .split('/')
      .reduce((part, name) => part[name], document);
  return at;
}

function has_type(value, type) {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object')
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}

function object_faults(document, schema, value, at) {
  const faults = [];
  for (const name of schema.required ?? [])
    if (!(name in value)) faults.push(`${at}.${name} is missing`);
  for (const [name, one] of Object.entries(value)) {
    const inner = schema.properties?.[name] ?? schema.additionalProperties;
    if (inner === false) faults.push(`${at}.${name} is not described`);
    if (inner && inner !== true) faults.push(...faults_of(document, inner, one, `${at}.${name}`));
  }
  return faults;
}

function scalar_faults(schema, value, at) {
  const faults = [];
  const bad = (why) => faults.push(`${at} ${why}: ${JSON.stringify(value)}`);
  if ('const' in schema && value !== schema.const) bad('is not the constant');
  if (schema.enum && !schema.enum.includes(value)) bad('is not one of the names');
  if (typeof value === 'number') {
    if (value < schema.minimum) bad('is too small');
    if (value > schema.maximum) bad('is too large');
  }
  if (typeof value === 'string') {
    if ([...value].length < schema.minLength) bad('is too short');
    if ([...value].length > schema.maxLength) bad('is too long');
    if (schema.pattern && !new RegExp(schema.pattern).test(value)) bad('does not fit its pattern');
    if (kFormats[schema.format] && !kFormats[schema.format].test(value))
      bad(`is no ${schema.format}`);
  }
  return faults;
}

/** Everything about `value` that contradicts the schema. */
export function faults_of(document, given, value, at = '') {
  const schema = resolved(document, given);
  const ways = schema.oneOf ?? schema.anyOf;
  if (ways) {
    const tries = ways.map((way) => faults_of(document, way, value, at));
    return tries.some((faults) => faults.length === 0) ? [] : tries[0];
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => has_type(value, type)))
    return [`${at} is not ${types.join(' or ')}: ${JSON.stringify(value)}`];
  const faults = (schema.allOf ?? []).flatMap((part) => faults_of(document, part, value, at));
  faults.push(...scalar_faults(schema, value, at));
  if (has_type(value, 'object')) faults.push(...object_faults(document, schema, value, at));
  if (Array.isArray(value) && schema.items)
    value.forEach((item, i) => {
      faults.push(...faults_of(document, schema.items, item, `${at}[${i}]`));
    });
  return faults;
}

function sample_text(schema, round) {
  if (schema.format === 'email') return `someone${round}@example.com`;
  if (schema.format === 'uuid') return randomUUID();
  const text = schema.pattern ? `v1.${round}-a` : `A text with ümlauts, number ${round}`;
  const fitting = /\^\[A-Za-z0-9_-\]/.test(schema.pattern ?? '')
    ? `user-${round}-${Math.random().toString(36).slice(2)}`
    : text;
  const most = schema.maxLength ?? 100;
  return [...fitting].slice(0, most).join('');
}

function sample_object(document, schema, given, round) {
  const value = {};
  const required = new Set(schema.required ?? []);
  Object.entries(schema.properties ?? {}).forEach(([name, one], i) => {
    if (name in given) value[name] = given[name];
    // Round 0 gives everything, round 1 only what must be, later ones a choice of the rest.
    else if (round === 0 || required.has(name) || (round > 1 && (round + i) % 2 === 0))
      value[name] = sample(document, one, given, round);
  });
  return value;
}

/** A value that fits; another one each round. */
export function sample(document, given_schema, given = {}, round = 0) {
  const schema = resolved(document, given_schema);
  const ways = schema.oneOf ?? schema.anyOf;
  if (ways) return sample(document, ways[round % ways.length], given, round);
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[round % schema.enum.length];
  const type = [schema.type].flat().find((one) => one !== 'null') ?? 'string';
  if (type === 'object') return sample_object(document, schema, given, round);
  if (type === 'array') return [];
  if (type === 'boolean') return round % 2 === 0;
  if (type === 'integer' || type === 'number') {
    const least = schema.minimum ?? 0;
    return least + (round % ((schema.maximum ?? least + 5) - least + 1));
  }
  if ([schema.type].flat().includes('null')) return null;
  return sample_text(schema, round);
}

const wrong_for = (schema) => {
  const types = [schema.type ?? 'string'].flat();
  if (types.includes('object') || schema.oneOf) return 7;
  if (types.includes('integer') || types.includes('number')) return 'seven';
  if (types.includes('boolean')) return 'yes';
  return { $ne: 1 };
};

/** Bodies that must be refused, each with the reason: one member missing, or of another type, too long or unknown by name. */
export function* spoilt(document, given_schema, good) {
  const schema = resolved(document, given_schema);
  for (const name of schema.required ?? []) {
    const { [name]: _, ...rest } = good;
    yield [`without ${name}`, rest];
  }
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const inner = resolved(document, one);
    yield [`wrong type of ${name}`, { ...good, [name]: wrong_for(inner) }];
    if (inner.enum) yield [`unknown ${name}`, { ...good, [name]: 'Nonsense' }];
    if (inner.maxLength)
      yield [`too long ${name}`, { ...good, [name]: 'x'.repeat(inner.maxLength + 1) }];
    if (inner.maximum !== undefined)
      yield [`too large ${name}`, { ...good, [name]: inner.maximum + 1 }];
    if (inner.minimum !== undefined)
      yield [`too small ${name}`, { ...good, [name]: inner.minimum - 1 }];
  }
}
