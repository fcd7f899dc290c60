// The rows of ratings, figures and office hours; see access_rows.mjs.
import { world } from './access_world.mjs';

const kProject = '/api/v1/projects/{id}';
const office_hours = () => ({
  enabled: false,
  timezone: 'UTC',
  week: [[], [], [], [], [], [], []],
});

export const figure_rows = [
  ['GET', '/api/v1/chat/rating', 'user', 200],
  [
    'PUT',
    '/api/v1/chat/rating',
    'user',
    200,
    { body: () => ({ score: 5 }), before: () => world.resolve_everything() },
  ],
  ['GET', `${kProject}/threads/{tid}/ratings`, 'team', 200],
  ['GET', '/api/v1/figures', 'team', 200],
  ['GET', '/api/v1/figures/export', 'team', 200],
  ['GET', `${kProject}/figures`, 'team', 200],
  ['GET', `${kProject}/figures/export`, 'team', 200, { query: '?by=member' }],
  ['GET', `${kProject}/office-hours`, 'team', 200],
  ['PUT', `${kProject}/office-hours`, 'team', 200, { admin: true, body: office_hours }],
];
