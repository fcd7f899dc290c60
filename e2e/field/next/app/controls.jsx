'use client';

import { useEffect, useState } from 'react';

function signIn({ id, email, token }) {
  if (window.SeggwatFeedback) window.SeggwatFeedback.setUser(id, email, token);
  else window.__seggwat_pending_user = { userId: id, email, token };
}

export default function Controls() {
  const [user, setUser] = useState(null);

  useEffect(() => {
    fetch('/session.json')
      .then((answer) => answer.json())
      .then(setUser);
  }, []);

  useEffect(() => {
    if (user) signIn(user);
  }, [user]);

  const speak = (language) => {
    const tag = document.querySelector('script[src*="/static/widgets/"]');
    window.SeggwatFeedback?.destroy();
    const fresh = document.createElement('script');
    fresh.src = tag.src;
    Object.assign(fresh.dataset, tag.dataset, { language });
    tag.remove();
    document.body.appendChild(fresh);
    if (user) signIn(user);
  };

  return (
    <>
      <p>{user ? `Signed in as ${user.email}` : 'Signing in …'}</p>
      <button
        type="button"
        onClick={() => window.SeggwatFeedback?.updateAppearance({ color: '#9333ea' })}
      >
        Purple
      </button>
      <button
        type="button"
        onClick={() => window.SeggwatFeedback?.updateAppearance({ position: 'icon-only' })}
      >
        Icon only
      </button>
      <button type="button" onClick={() => speak('de')}>
        Deutsch
      </button>
      <button type="button" onClick={() => window.SeggwatFeedback?.open()}>
        Give feedback
      </button>
    </>
  );
}
