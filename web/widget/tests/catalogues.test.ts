import path from 'node:path';
import { expect, it } from 'vitest';
import { checkCatalogues, faultsOf, readCatalogues } from '../build/catalogues.mjs';

it.each(['texts', 'shot/texts'])('has every text in every language: %s', (folder) => {
  const catalogues = readCatalogues(path.resolve(import.meta.dirname, '../src', folder));
  expect(Object.keys(catalogues).sort()).toEqual(['de', 'en', 'fr', 'sv']);
  expect(faultsOf(catalogues)).toEqual([]);
});

it('refuses a missing text, an unknown one and other slots', () => {
  const en = { a: 'A', b: 'B {count}' };
  expect(faultsOf({ en, de: { b: 'B', c: 'C' } })).toEqual([
    'de: a is missing',
    'de: b has other slots',
    'de: c is not known in English',
  ]);
  expect(() => checkCatalogues({ en, de: {} })).toThrow('de: a is missing');
});
