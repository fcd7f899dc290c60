import { schema_html, text } from './schema.mjs';

const verbs = ['get', 'post', 'put', 'patch', 'delete'];

const anchor = (operation) => `op-${operation.operationId}`;

/** Every call, by tag, in the order of the description. */
function by_tag(document) {
  const groups = new Map(document.tags.map(({ name }) => [name, []]));
  for (const [where, methods] of Object.entries(document.paths)) {
    for (const verb of verbs) {
      const operation = methods[verb];
      if (operation) groups.get(operation.tags[0])?.push({ verb, where, operation });
    }
  }
  return [...groups].filter(([, calls]) => calls.length > 0);
}

const credentials = {
  Session: 'dashboard session',
  ApiKeyHeader: 'API key',
  ApiKeyBearer: 'API key as bearer',
  EndUserToken: 'user’s token',
};

function access(operation) {
  const ways = (operation.security ?? []).flatMap((one) => Object.keys(one));
  if (ways.length === 0) return 'Public';
  return ways
    .filter((way) => way !== 'ApiKeyBearer')
    .map((way) => credentials[way] ?? way)
    .join(' or ');
}

function parameters_html({ verb, where, operation }) {
  const rows = (operation.parameters ?? []).map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><th scope="row"><code>${text(name)}</code></th><td>${text(place)}${required ? ', required' : ''}</td><td>${schema_html(schema)}${description ? ` ${text(description)}` : ''}</td></tr>`,
  );
  if (rows.length === 0) return '';
  return `<h4>Parameters</h4><div class="wide" tabindex="0" role="region" aria-label="Parameters of ${verb.toUpperCase()} ${text(where)}"><table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Value</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function contents_html(content) {
  return Object.entries(content ?? {})
    .map(([type, { schema }]) =>
      type === 'application/json' ? schema_html(schema) : `<code>${text(type)}</code>`,
    )
    .join(' ');
}

function responses_html(document, operation) {
  const rows = Object.entries(operation.responses).map(([status, given]) => {
    const answer = given.$ref ? document.components.responses[given.$ref.split('/').pop()] : given;
    const body = given.$ref ? '' : contents_html(answer.content);
    return `<dt><code>${text(status)}</code></dt><dd>${text(answer.description)} ${body}</dd>`;
  });
  return `<h4>Answers</h4><dl class="answers">${rows.join('')}</dl>`;
}

function call_html(document, { verb, where, operation }) {
  const body = contents_html(operation.requestBody?.content);
  return `<article id="${anchor(operation)}" aria-labelledby="${anchor(operation)}-name">
<h3 id="${anchor(operation)}-name">${text(operation.summary)}</h3>
<p class="call"><span class="verb ${verb}">${verb.toUpperCase()}</span> <code>${text(where)}</code></p>
<p class="access">${text(access(operation))}</p>
${operation.description ? `<p>${text(operation.description)}</p>` : ''}
${parameters_html({ verb, where, operation })}
${body ? `<h4>Body</h4>${body}` : ''}
${responses_html(document, operation)}
</article>`;
}

function schemas_html(document) {
  return Object.entries(document.components.schemas)
    .map(
      ([name, schema]) =>
        `<article id="schema-${text(name)}"><h3>${text(name)}</h3>${schema.description ? `<p>${text(schema.description)}</p>` : ''}${schema_html(schema)}</article>`,
    )
    .join('\n');
}

/** The whole page. Everything from the description is escaped; there is no script in it. */
export function page(document) {
  const groups = by_tag(document);
  const links = groups
    .map(
      ([tag, calls]) =>
        `<li><a href="#tag-${text(tag)}">${text(tag)}</a><ul>${calls
          .map(
            ({ operation }) =>
              `<li><a href="#${anchor(operation)}">${text(operation.summary)}</a></li>`,
          )
          .join('')}</ul></li>`,
    )
    .join('\n');
  const calls = groups
    .map(
      ([tag, all]) =>
        `<section aria-labelledby="tag-${text(tag)}"><h2 id="tag-${text(tag)}">${text(tag)}</h2>${all.map((one) => call_html(document, one)).join('\n')}</section>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>API · ${text(document.info.title)}</title>
<link rel="stylesheet" href="/docs/api.css">
</head>
<body>
<a class="skip" href="#main">To the calls</a>
<nav aria-label="Calls"><p class="title">${text(document.info.title)} API</p><ul>${links}<li><a href="#schemas">Objects</a></li></ul></nav>
<main id="main" tabindex="-1">
<h1>API</h1>
<p>${text(document.info.summary ?? '')}. Every call of this server, as <a href="/api/v1/openapi.json">OpenAPI ${text(document.openapi)}</a> too, for your tools.</p>
<p>Programs send an API key as <code>X-API-Key</code> or <code>Authorization: Bearer</code>; make one in the dashboard under API keys. Every refusal is <code>{"error": "code", "message": "one sentence"}</code>.</p>
<pre tabindex="0" aria-label="An example"><code>curl -H "X-API-Key: oat_…" https://YOUR-SERVER/api/v1/projects</code></pre>
${calls}
<section aria-labelledby="schemas"><h2 id="schemas">Objects</h2>
${schemas_html(document)}
</section>
</main>
</body>
</html>
`;
}
