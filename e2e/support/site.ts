import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  html: string;
  headers?: Record<string, string>;
}

/** The customer's own site: another origin than the server, with the pages a test gives it. */
export class Site {
  readonly pages = new Map<string, HostPage>();
  private http: HttpServer | null = null;
  private port = 0;

  async start(): Promise<void> {
    this.http = createServer((request, response) => {
      const page = this.pages.get(new URL(request.url ?? '/', 'http://site').pathname);
      response.writeHead(page ? 200 : 404, {
        'Content-Type': 'text/html; charset=utf-8',
        ...page?.headers,
      });
      response.end(page?.html ?? '');
    });
    await new Promise<void>((resolve) => this.http?.listen(0, '127.0.0.1', resolve));
    this.port = (this.http.address() as AddressInfo).port;
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
