import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
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

/** The token of a link stands in the fragment, which no server log ever sees. */
export function fragmentToken(): string {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
}
