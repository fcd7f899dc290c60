/** Text for HTML; `code` in backticks becomes code. */
export function text(value) {
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

const reference = (schema) => schema.$ref.split('/').pop();

/** What a value may be, in a few words. */
function brief(schema) {
  if (schema.$ref)
    return `<a href="#schema-${text(reference(schema))}">${text(reference(schema))}</a>`;
  if (schema.const !== undefined) return `<code>${text(JSON.stringify(schema.const))}</code>`;
  if (schema.enum) return schema.enum.map((one) => `<code>${text(one)}</code>`).join(' ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((one) => brief(one)).join(' or ');
  if (schema.type === 'array') return `list of ${brief(schema.items ?? {})}`;
  const types = [schema.type ?? 'anything'].flat().join(' or ');
  return `${text(types)}${schema.format ? ` (${text(schema.format)})` : ''}${text(bounds(schema))}`;
}

function bounds(schema) {
  const said = [];
  if (schema.minimum !== undefined || schema.maximum !== undefined)
    said.push(`${schema.minimum ?? '…'} to ${schema.maximum ?? '…'}`);
  if (schema.minLength || schema.maxLength)
    said.push(`${schema.minLength ?? 0} to ${schema.maxLength ?? '…'} characters`);
  if (schema.maxItems) said.push(`at most ${schema.maxItems}`);
  if (schema.default !== undefined) said.push(`usually ${schema.default}`);
  return said.length ? `, ${said.join(', ')}` : '';
}

function members_html(schema) {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties).map(([name, one]) => {
    const inner = one.properties ? members_html(one) : brief(one);
    const note = one.description ? ` ${text(one.description)}` : '';
    return `<dt><code>${text(name)}</code>${required.has(name) ? ' <span class="needed">required</span>' : ''}</dt><dd>${inner}${note}</dd>`;
  });
  return `<dl class="members">${rows.join('')}</dl>`;
}

/** A schema: members of an object, else what the value may be. */
export function schema_html(schema) {
  if (!schema) return '';
  if (schema.$ref) return `<span>${brief(schema)}</span>`;
  if (schema.properties) return members_html(schema);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices?.some((one) => one.properties))
    return choices.map((one) => schema_html(one)).join('<p class="or">or</p>');
  return `<span>${brief(schema)}</span>`;
}
