import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { icons } from './icons_plugin.ts';
import de from './src/i18n/de.ts';
import en from './src/i18n/en.ts';
import fr from './src/i18n/fr.ts';
import sv from './src/i18n/sv.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A text that one language lacks, or has for nothing, ends the build. */
function catalogues(): Plugin {
  return {
    name: 'catalogues',
    buildStart() {
      const wanted = Object.keys(en);
      for (const [language, texts] of Object.entries({ de, sv, fr })) {
        const missing = wanted.filter((key) => !(key in texts));
        const unknown = Object.keys(texts).filter((key) => !(key in en));
        if (missing.length > 0) this.error(`${language} lacks: ${missing.join(', ')}`);
        if (unknown.length > 0) this.error(`${language} alone has: ${unknown.join(', ')}`);
      }
    },
  };
}

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [preact({ prefreshEnabled: false, devToolsEnabled: false }), icons(), catalogues()],
  resolve: { alias: { react: 'preact/compat', 'react-dom': 'preact/compat' } },
  build: {
    outDir: here('../dist/dashboard'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
