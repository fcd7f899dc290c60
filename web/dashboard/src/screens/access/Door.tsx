import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import logo from '../../icon.svg';
import '../../styles/access.css';

/** The frame of every page that is shown before signing in. */
export function Door({
  title,
  intro,
  wide,
  children,
}: {
  title: string;
  intro?: string;
  wide?: boolean;
  children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · SeggWat`;
  }, [title]);
  return (
    <main class={wide ? 'door wide' : 'door'} id="main">
      <img class="door-logo" src={logo} alt="SeggWat" width="40" height="40" />
      <h1>{title}</h1>
      {intro && <p class="door-intro">{intro}</p>}
      {children}
    </main>
  );
}

function fragmentToken(): string {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
}

/**
 * The token of a link stands in the fragment, which no server log ever sees. A link that is opened
 * where its page stands already changes nothing else, so the page listens.
 */
export function useFragmentToken(): string {
  const [token, setToken] = useState(fragmentToken);
  useEffect(() => {
    const read = () => setToken(fragmentToken());
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return token;
}
