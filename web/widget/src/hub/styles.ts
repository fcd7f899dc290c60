const added = new WeakMap<ShadowRoot, Set<string>>();

/** Adds a style sheet to the widget, once. Sheets made so pass the strictest content policies. */
export function addStyles(root: ShadowRoot, css: string): void {
  const known = added.get(root) ?? new Set();
  added.set(root, known);
  if (known.has(css)) return;
  known.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
