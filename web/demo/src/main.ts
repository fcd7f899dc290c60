// The example shop: a cart that only counts, and a switch of customers that does what a real site
// does when somebody signs in: it asks its own backend for a token and hands it to the widget.

interface DemoUser {
  id: string;
  name: string;
  email: string;
}

interface DemoConfig {
  project_key: string;
  users: DemoUser[];
  dashboard_url: string;
}

interface Widget {
  setUser(id: string | null, email?: string, token?: string): void;
  setTokenProvider(provider: (() => Promise<string>) | null): void;
}

const CHOICE = 'demo-user';
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });

async function fetchToken(user: DemoUser): Promise<string> {
  const answer = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: user.id }),
  });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return (await answer.json()).token;
}

/** The same tag that a site puts into its pages, made by script since the key is asked for. */
function embedWidget(key: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/static/widgets/v1/seggwat-feedback.js';
    script.dataset.projectKey = key;
    script.dataset.buttonColor = '#2f6f5e';
    script.onload = () => resolve();
    script.onerror = () => reject(new Error('the widget did not load'));
    document.body.append(script);
  });
}

async function signIn(user: DemoUser | null): Promise<void> {
  for (const button of document.querySelectorAll<HTMLButtonElement>('.people button')) {
    button.ariaPressed = String(button.dataset.user === (user?.id ?? ''));
  }
  localStorage.setItem(CHOICE, user?.id ?? '');
  const widget = (window as { SeggwatFeedback?: Widget }).SeggwatFeedback;
  if (!user) {
    widget?.setTokenProvider(null);
    widget?.setUser(null);
    return;
  }
  widget?.setUser(user.id, user.email, await fetchToken(user));
  widget?.setTokenProvider(() => fetchToken(user));
}

function drawPeople(users: DemoUser[]): void {
  const people = document.querySelector('.people');
  for (const user of [...users, null]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.user = user?.id ?? '';
    button.textContent = user?.name ?? 'Signed out';
    button.ariaPressed = 'false';
    button.addEventListener('click', () => void signIn(user));
    people?.append(button);
  }
}

function openShop(): void {
  let count = 0;
  let sum = 0;
  for (const card of document.querySelectorAll<HTMLElement>('.card')) {
    const price = Number(card.dataset.price);
    const label = card.querySelector('.price');
    if (label) label.textContent = money.format(price);
    const button = card.querySelector('button');
    button?.setAttribute('aria-label', `Add ${card.dataset.name} to cart`);
    button?.addEventListener('click', () => {
      count += 1;
      sum += price;
      const things = count === 1 ? '1 thing' : `${count} things`;
      const line = document.querySelector('#cart-count');
      if (line) line.textContent = `${things} in your cart, ${money.format(sum)}`;
    });
  }
}

async function start(): Promise<void> {
  openShop();
  const config: DemoConfig = await (await fetch('/demo/config.json')).json();
  drawPeople(config.users);
  const inbox = document.querySelector<HTMLAnchorElement>('.inbox');
  if (inbox && config.dashboard_url) {
    inbox.href = config.dashboard_url;
    inbox.hidden = false;
  }
  await embedWidget(config.project_key);
  const last = localStorage.getItem(CHOICE);
  const user = config.users.find(({ id }) => id === last);
  await signIn(last === null ? (config.users[0] ?? null) : (user ?? null));
}

void start();

export {};
