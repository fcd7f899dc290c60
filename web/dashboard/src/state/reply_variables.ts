/** What a saved reply may hold, filled when it is inserted: `{{user.first_name|there}}`. */
export const replyVariables = [
  'user.name',
  'user.first_name',
  'user.email',
  'member.name',
  'member.first_name',
  'project.name',
] as const;
export type ReplyVariable = (typeof replyVariables)[number];

export type ReplyValues = Record<ReplyVariable, string | null>;

const slot = /([^\S\n]*)\{\{\s*([A-Za-z_.]+)\s*(?:\|([^{}\n]*))?\}\}/g;

const isVariable = (name: string): name is ReplyVariable =>
  (replyVariables as readonly string[]).includes(name);

/**
 * Fills the variables. What is not known gives the word after `|`; without one
 * it leaves nothing, not even the blank before it, so that "Hello
 * {{user.name}}," becomes "Hello,". A name that is no variable stays as it is.
 */
export function fillReply(body: string, values: ReplyValues): string {
  return body.replace(slot, (whole, blank: string, name: string, otherwise?: string) => {
    if (!isVariable(name)) return whole;
    const value = values[name]?.trim() || otherwise?.trim();
    return value ? blank + value : '';
  });
}

/** Names in braces that nothing will fill, such as `{{user.nmae}}`. */
export function unknownVariables(body: string): string[] {
  const names = [...body.matchAll(slot)].map((match) => match[2] ?? '');
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/** The name by which one would greet: "Ada" of "Ada Lovelace"; nothing for an address. */
export function firstName(name: string | null | undefined): string | null {
  const first = name?.trim().split(/\s+/)[0];
  return first && !first.includes('@') ? first : null;
}
