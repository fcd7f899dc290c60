/** Origins as people write them, one a line or with commas between; empty lines are no origins. */
export function parseOrigins(text: string): string[] {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  return [...new Set(parts)];
}
