import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every catalogue of a folder, by language: `de.json` or `part_de.json`. */
export function readCatalogues(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      path.basename(file, '.json').replace(/^.*_/, ''),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
    ]),
  );
}

const slots = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join();

/** What is wrong with the catalogues, measured against English. */
export function faultsOf(catalogues) {
  const faults = [];
  const english = catalogues.en;
  for (const [language, texts] of Object.entries(catalogues)) {
    for (const key of Object.keys(english)) {
      const text = texts[key];
      if (typeof text !== 'string' || text.trim() === '')
        faults.push(`${language}: ${key} is missing`);
      else if (slots(text) !== slots(english[key]))
        faults.push(`${language}: ${key} has other slots`);
    }
    for (const key of Object.keys(texts)) {
      if (!(key in english)) faults.push(`${language}: ${key} is not known in English`);
    }
  }
  return faults;
}

/** Stops the build on a missing, unknown or ill-formed text. */
export function checkCatalogues(catalogues) {
  const faults = faultsOf(catalogues);
  if (faults.length > 0) throw new Error(`The texts do not fit:\n  ${faults.join('\n  ')}`);
}
