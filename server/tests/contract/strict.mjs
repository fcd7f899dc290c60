// A strict decoder, as clients in compiled languages have: exact enums, integers written as integers, every required member. It
// knows only the interface that other programs speak, and throws on the first thing it does not understand.
import assert from 'node:assert/strict';

const kUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const kTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export const text = (value, at) => assert.equal(typeof value, 'string', at);
export const flag = (value, at) => assert.equal(typeof value, 'boolean', at);
export const uuid = (value, at) => assert.match(value, kUuid, at);
export const time = (value, at) => {
  assert.match(value, kTime, at);
  assert.ok(!Number.isNaN(Date.parse(value)), at);
};
export const integer = (value, at) => assert.ok(Number.isSafeInteger(value), `${at}: ${value}`);
export const count = (value, at) => {
  integer(value, at);
  assert.ok(value >= 0, at);
};
export const decimal = (value, at) => {
  assert.equal(typeof value, 'number', at);
  assert.equal(Math.round(value * 100) / 100, value, `${at}: at most two decimals`);
};
export const one_of =
  (...names) =>
  (value, at) =>
    assert.ok(names.includes(value), `${at}: ${value}`);
export const nullable = (check) => (value, at) => value === null || check(value, at);
export const list = (check) => (value, at) => {
  assert.ok(Array.isArray(value), at);
  value.forEach((item, i) => {
    check(item, `${at}[${i}]`);
  });
};
// Every named member must be there; others may be.
export const object = (members) => (value, at) => {
  assert.ok(value !== null && typeof value === 'object' && !Array.isArray(value), at);
  for (const [name, check] of Object.entries(members)) {
    assert.ok(name in value, `${at}.${name} is missing`);
    check(value[name], `${at}.${name}`);
  }
};
// A map with exactly these keys.
export const counts =
  (...keys) =>
  (value, at) => {
    assert.deepEqual(Object.keys(value).sort(), [...keys].sort(), at);
    for (const key of keys) count(value[key], `${at}.${key}`);
  };

export const kTypes = ['Bug', 'Feature', 'Praise', 'Question', 'Improvement', 'Other'];
export const kStatuses = ['New', 'Active', 'Assigned', 'Hold', 'Closed', 'Resolved'];
export const kSources = ['Widget', 'Manual', 'Mintlify', 'Stripe', 'Polar', 'SocialShare'];

export const Feedback = object({
  id: uuid,
  project_id: uuid,
  message: text,
  status: one_of(...kStatuses),
  type: one_of(...kTypes),
  source: one_of(...kSources),
  created_at: time,
  archived: flag,
  path: nullable(text),
  version: nullable(text),
  submitted_by: nullable(text),
  resolution_note: nullable(text),
});
export const RatingValue = (value, at) => {
  one_of('helpful', 'star', 'nps')(value.type, `${at}.type`);
  if (value.type === 'helpful') return flag(value.value, at);
  integer(value.value, at);
  if (value.type === 'star') count(value.max_stars, `${at}.max_stars`);
};
export const Rating = object({
  id: uuid,
  project_id: uuid,
  rating_type: one_of('helpful', 'star', 'nps'),
  value: RatingValue,
  archived: flag,
  created_at: time,
  path: nullable(text),
  version: nullable(text),
  submitted_by: nullable(text),
});
export const Pagination = object({ page: count, limit: count, total: count, total_pages: count });
export const FeedbackPage = object({ feedback: list(Feedback), pagination: Pagination });
export const RatingPage = object({ ratings: list(Rating), pagination: Pagination });
export const Project = object({
  id: uuid,
  key: uuid,
  name: text,
  description: text,
  allowed_origins: list(text),
  org_id: uuid,
  feedback_count: count,
});
export const Me = object({
  user_id: uuid,
  email: text,
  org_id: uuid,
  role: one_of('Owner', 'Admin', 'Member'),
});
export const FeedbackStats = object({ total: count, current_month: count, last_month: count });
export const HelpfulStats = object({
  total: count,
  helpful: count,
  not_helpful: count,
  percentage: decimal,
});
export const StarStats = object({
  total: count,
  average: decimal,
  distribution: counts('1', '2', '3', '4', '5'),
});
export const NpsStats = object({
  total: count,
  score: integer,
  promoters: count,
  passives: count,
  detractors: count,
  distribution: counts(...Array.from({ length: 11 }, (_, i) => `${i}`)),
});
export const Summary = object({
  project: Project,
  feedback: object({
    total: count,
    current_month: count,
    last_month: count,
    by_type: counts(...kTypes),
    by_status: counts(...kStatuses),
  }),
  ratings: object({
    helpful: object({ total: count, percentage: decimal }),
    star: object({ total: count, average: decimal }),
    nps: object({ total: count, score: integer }),
  }),
});
export const Refusal = object({ error: text, message: text });

// JSON.parse cannot tell 4.0 from 4: the text itself must hold no such number, and no exponents.
export function assert_plain_numbers(body, at) {
  const without_texts = body.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  assert.doesNotMatch(without_texts, /\d\.0+(?!\d)|\d[eE]/, at);
}
