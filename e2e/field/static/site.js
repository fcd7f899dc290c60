/* global SeggwatFeedback, user */
// A site of plain pages that swaps its whole body on a click, as Turbo and htmx do.
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[href]');
  if (!link) return;
  event.preventDefault();
  const answer = await fetch(link.href);
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  history.pushState({}, '', link.href);
  document.title = next.title;
  document.body.replaceWith(next.body);
});

function speak(language) {
  const tag = document.querySelector('script[src*="/static/widgets/"]');
  const fresh = document.createElement('script');
  fresh.src = tag.src;
  Object.assign(fresh.dataset, tag.dataset, { language });
  SeggwatFeedback.destroy();
  tag.remove();
  document.head.appendChild(fresh);
  SeggwatFeedback.setUser(...user);
}

document.addEventListener('click', ({ target }) => {
  const { color, position, language } = target.dataset;
  if (color) SeggwatFeedback?.updateAppearance({ color });
  if (position) SeggwatFeedback?.updateAppearance({ position });
  if (language) speak(language);
});
