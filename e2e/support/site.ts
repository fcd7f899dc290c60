import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export interface HostPage {
  html: string;
  headers?: Record<string, string>;
}

interface Folder {
  at: string;
  words: Record<string, string>;
}

/** The customer's own site: another origin than the server, with the pages or the folder a test gives it. */
export class Site {
  readonly pages = new Map<string, HostPage>();
  private folder: Folder | null = null;
  private http: HttpServer | null = null;
  private port = 0;

  async start(): Promise<void> {
    this.http = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site');
      const page = this.pages.get(pathname) ?? this.pageOf(pathname);
      response.writeHead(page ? 200 : 404, {
        'Content-Type': 'text/html; charset=utf-8',
        ...page?.headers,
      });
      response.end(page?.html ?? '');
    });
    await new Promise<void>((resolve) => this.http?.listen(0, '127.0.0.1', resolve));
    this.port = (this.http.address() as AddressInfo).port;
  }

  /** Serves the files of a folder as web hosts do, with these words put in place of those that stand there. */
  serve(at: string, words: Record<string, string>): void {
    this.folder = { at, words };
  }

  private pageOf(pathname: string): HostPage | undefined {
    if (!this.folder) return undefined;
    const { at, words } = this.folder;
    const asked = path.join(at, pathname);
    // A name without an ending is a page: that one, or the single page that finds its way by itself.
    const names = path.extname(pathname)
      ? [asked]
      : [`${asked}.html`, path.join(asked, 'index.html'), path.join(at, 'index.html')];
    const file = names.find(isFile);
    if (!file?.startsWith(at)) return undefined;
    let html = readFileSync(file, 'utf8');
    for (const [word, real] of Object.entries(words)) html = html.replaceAll(word, real);
    return { html, headers: { 'Content-Type': TYPES[path.extname(file)] ?? 'text/plain' } };
  }

  url(path: string, host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${path}`;
  }

  get origin(): string {
    return this.url('');
  }

  stop(): Promise<void> {
    this.http?.closeAllConnections();
    return new Promise((resolve) => {
      if (this.http) this.http.close(() => resolve());
      else resolve();
    });
  }
}

function isFile(name: string): boolean {
  return existsSync(name) && statSync(name).isFile();
}

export interface PageParts {
  head?: string;
  body?: string;
  /** More attributes of the tag. */
  tag?: string;
  /** An inline script right after the tag. */
  after?: string;
  html?: string;
}

/** A whole page with the widget's tag in its body. */
export function pageWith(origin: string, key: string, parts: PageParts = {}): string {
  const src = `${origin}/static/widgets/v1/seggwat-feedback.js`;
  return `<!doctype html>
<html lang="en" ${parts.html ?? ''}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shop</title>${parts.head ?? ''}</head>
<body><main><h1>Shop</h1><p>Things to buy.</p><a href="#x">A link</a></main>${parts.body ?? ''}
<script src="${src}" data-project-key="${key}" ${parts.tag ?? ''}></script>
${parts.after ? `<script>${parts.after}</script>` : ''}</body></html>`;
}
