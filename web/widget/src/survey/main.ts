/**
 * Old example pages load a survey script. Surveys are not part of this product: the global keeps
 * the members those pages call, and one warning says so.
 */
console.warn('[SeggWat] Surveys are not part of this server; this script does nothing.');

const done = () => Promise.resolve(null);

Object.assign(window, {
  SeggwatSurvey: {
    version: '1.0.0',
    container: null,
    setUser() {},
    open: done,
    show: done,
    close() {},
    hide() {},
    reset() {},
    destroy() {},
    on: () => () => {},
  },
});
