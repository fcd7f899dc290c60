type Catalogues = Record<string, Record<string, string>>;

export function readCatalogues(folder: string): Catalogues;
export function faultsOf(catalogues: Catalogues): string[];
export function checkCatalogues(catalogues: Catalogues): void;
