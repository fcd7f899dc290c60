// That the decoders are as strict as the strictest client: what they let through, the suites beside them would not see.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Decoded, exactly, Mismatch, optional, read, text } from './decode.ts';
import { Feedback, FeedbackPage, Me, NpsStats, RatingValue, Refusal } from './interface.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const feedback = {
  id,
  project_id: id,
  message: 'The button is dead',
  status: 'New',
  type: 'Bug',
  source: 'Widget',
  created_at: '2026-01-15T10:30:00Z',
  archived: false,
  path: '/cart',
  version: null,
  submitted_by: null,
  resolution_note: null,
};
const pagination = { page: 1, limit: 20, total: 1, total_pages: 1 };
const star = { type: 'star', value: 4, max_stars: 5 };
const me = { user_id: id, email: 'jo@example.com', org_id: id, role: 'Owner' };

const refuses = (decode: () => unknown, where: RegExp) =>
  assert.throws(decode, (fault) => fault instanceof Mismatch && where.test(fault.message));

test('what is as agreed is decoded to the same', () => {
  const page = { feedback: [feedback], pagination };
  assert.deepEqual(read(JSON.stringify(page), FeedbackPage), page);
  for (const value of [star, { type: 'helpful', value: true }, { type: 'nps', value: 0 }])
    assert.deepEqual(RatingValue(value, 'value'), value);
  assert.deepEqual(Me(me, 'me'), me);
});

describe('refused is', () => {
  const cases: Record<string, [() => unknown, RegExp]> = {
    'a number in quotes': [() => RatingValue({ ...star, value: '5' }, 'value'), /^value\.value: /],
    'a fraction': [() => RatingValue({ ...star, value: 4.5 }, 'value'), /^value\.value: /],
    'a negative count': [() => RatingValue({ ...star, value: -1 }, 'value'), /^value\.value: /],
    'an integer that a double cannot hold': [
      () => RatingValue({ ...star, value: 2 ** 53 }, 'value'),
      /^value\.value: /,
    ],
    'a flag that is a number': [
      () => RatingValue({ type: 'helpful', value: 1 }, 'value'),
      /^value\.value: /,
    ],
    'an unknown enum': [
      () => Feedback({ ...feedback, status: 'Done' }, 'item'),
      /^item\.status: wanted one of New, /,
    ],
    'an enum in another case': [
      () => Feedback({ ...feedback, type: 'bug' }, 'item'),
      /^item\.type: /,
    ],
    'an unknown tag': [() => RatingValue({ type: 'smiley', value: 1 }, 'value'), /^value\.type: /],
    'one wrong item of a list': [
      () => FeedbackPage({ feedback: [feedback, { ...feedback, source: 'Fax' }], pagination }, 'p'),
      /^p\.feedback\[1\]\.source: /,
    ],
    'a missing member': [
      () => Feedback({ ...feedback, message: undefined }, 'item'),
      /^item\.message: /,
    ],
    'a member that is left out instead of null': [
      () => {
        const { version: _, ...rest } = feedback;
        return Feedback(rest, 'item');
      },
      /^item\.version: wanted a member/,
    ],
    'an inherited member': [
      () => Refusal(Object.create({ error: 'x', message: 'y' }), 'refusal'),
      /^refusal\.error: /,
    ],
    'null where it is not said': [
      () => Feedback({ ...feedback, message: null }, 'item'),
      /message/,
    ],
    'null instead of leaving out': [() => Me({ ...me, org_name: null }, 'me'), /^me\.org_name: /],
    'an additional member': [
      () => FeedbackPage({ feedback: [], pagination, next: 2 }, 'page'),
      /^page\.next: wanted nothing/,
    ],
    'an additional key of a map': [
      () => {
        const distribution = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [i, 0]));
        return NpsStats(
          { total: 0, score: 0, promoters: 0, passives: 0, detractors: 0, distribution },
          'stats',
        );
      },
      /^stats\.distribution\.11: /,
    ],
    'a list for an object': [() => Refusal([], 'refusal'), /^refusal: /],
    'an object for a list': [
      () => FeedbackPage({ feedback: {}, pagination }, 'page'),
      /feedback: /,
    ],
    'a UUID in upper case': [
      () => Feedback({ ...feedback, id: id.toUpperCase() }, 'item'),
      /^item\.id: /,
    ],
    'a time of another zone': [
      () => Feedback({ ...feedback, created_at: '2026-01-15T10:30:00+01:00' }, 'item'),
      /^item\.created_at: /,
    ],
    'a day that does not exist': [
      () => Feedback({ ...feedback, created_at: '2026-13-15T10:30:00Z' }, 'item'),
      /^item\.created_at: /,
    ],
  };
  for (const [name, [decode, where]] of Object.entries(cases))
    test(name, () => refuses(decode, where));
});

test('a number is written as what it is', () => {
  const written = (value: string) =>
    read(`{"type":"star","value":${value},"max_stars":5}`, RatingValue);
  assert.deepEqual(written('4'), star);
  for (const crooked of ['4.0', '4.00', '4e0', '4E0', '40e-1', '0.4e1', '-4.0', '4.50'])
    refuses(() => written(crooked), /numbers written plainly/);
  const said = { error: '1.0', message: 'not 4.0, "5.0" or \\"1e3' };
  assert.deepEqual(read(JSON.stringify(said), Refusal), said);
});

test('members of types that the decoders know follow from them', () => {
  // Checked by the compiler; an error that is expected and does not come is one.
  const item: Decoded<typeof Feedback> = Feedback(feedback, 'item');
  const status: 'New' | 'Active' | 'Assigned' | 'Hold' | 'Closed' | 'Resolved' = item.status;
  const path: string | null = item.path;
  // @ts-expect-error it may be null
  const never_null: string = item.path;
  // @ts-expect-error there is no such status
  const wrong: 'Done' = item.status;
  const given = exactly({ nick: optional(text()) })({}, 'given');
  const nick: string | undefined = given.nick;
  assert.deepEqual(
    [status, path, never_null, wrong, nick],
    ['New', '/cart', '/cart', 'New', undefined],
  );
});
