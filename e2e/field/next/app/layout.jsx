import Link from 'next/link';
import Script from 'next/script';
import Controls from './controls.jsx';

export const metadata = { title: 'Next shop' };

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/">Home</Link> <Link href="/pricing">Pricing</Link>
        </nav>
        <main>
          {children}
          <Controls />
        </main>
        <Script
          src="https://seggwat.example/static/widgets/v1/seggwat-feedback.js"
          data-project-key="00000000-0000-4000-8000-0000000f1e1d"
          data-button-color="#0f766e"
          data-version="1.0.0"
          data-enable-screenshots="true"
          strategy="afterInteractive"
        />
      </body>
    </html>
  );
}
