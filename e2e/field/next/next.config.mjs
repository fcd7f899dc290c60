export default {
  output: 'export',
  // This folder stands inside another package: it is its own root.
  turbopack: { root: new URL('..', import.meta.url).pathname },
};
