import { useEffect, useState } from 'react';

/** Puts the widget into the page in this language, and tells it who is signed in. */
export function useFeedbackWidget(language, user) {
  const [loaded, setLoaded] = useState(null);

  useEffect(() => {
    const script = document.createElement('script');
    script.src = 'https://seggwat.example/static/widgets/v1/seggwat-feedback.js';
    script.async = true;
    script.dataset.projectKey = '00000000-0000-4000-8000-0000000f1e1d';
    script.dataset.buttonColor = '#0f766e';
    script.dataset.version = '1.0.0';
    script.dataset.language = language;
    script.dataset.enableScreenshots = 'true';
    script.onload = () => setLoaded(script);
    document.body.appendChild(script);
    return () => {
      window.SeggwatFeedback?.destroy();
      script.remove();
    };
  }, [language]);

  useEffect(() => {
    if (loaded && user) window.SeggwatFeedback?.setUser(user.id, user.email, user.token);
  }, [loaded, user]);
}
