import { useEffect, useState } from 'react';
import { Link, Route, Routes } from 'react-router';
import { useFeedbackWidget } from './useFeedbackWidget.js';

export default function App() {
  const [user, setUser] = useState(null);
  const [language, setLanguage] = useState('en');
  useFeedbackWidget(language, user);

  useEffect(() => {
    const gone = new AbortController();
    fetch('/session.json', { signal: gone.signal })
      .then((answer) => answer.json())
      .then(setUser, () => {});
    return () => gone.abort();
  }, []);

  return (
    <>
      <nav>
        <Link to="/">Home</Link> <Link to="/pricing">Pricing</Link>
      </nav>
      <main>
        <Routes>
          <Route path="/" element={<h1>Home</h1>} />
          <Route path="/pricing" element={<h1>Pricing</h1>} />
        </Routes>
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
        <button type="button" onClick={() => setLanguage('de')}>
          Deutsch
        </button>
        <button type="button" onClick={() => window.SeggwatFeedback?.open()}>
          Give feedback
        </button>
      </main>
    </>
  );
}
