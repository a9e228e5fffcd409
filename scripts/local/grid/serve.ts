import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import express from 'express';

/** What the page is about. All are asked at every request, because a spreadsheet may be created after the start. */
export interface GridOptions {
  /** The spreadsheet that `/` opens; `/?spreadsheet=ID` opens another one. */
  spreadsheetId: () => string;
  /** The funder's page, for the link in the header. */
  rollupUrl?: () => string | null;
  /** Shown until the spreadsheet's own title is there. */
  title?: string;
}

/**
 * The grid's page at `/` with its script and style sheet. The page talks to `/local/spreadsheets/...` of the same origin
 * (see `grid-protocol.ts`) and to nothing else.
 */
export const gridRouter = async (options: GridOptions): Promise<express.Router> => {
  const folder = join(import.meta.dirname, 'page');
  const [bundle, style] = await Promise.all([
    build({
      entryPoints: [join(folder, 'main.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: 'none',
    }),
    readFile(join(folder, 'grid.css'), 'utf8'),
  ]);
  const script = bundle.outputFiles[0]!.text;

  const router = express.Router();
  router.get('/', (request, response) => {
    const asked = request.query.spreadsheet;
    const page = pageOf({
      spreadsheetId: typeof asked === 'string' && asked !== '' ? asked : options.spreadsheetId(),
      rollupUrl: options.rollupUrl?.() ?? null,
      title: options.title ?? null,
    });
    response
      .set({
        'Content-Security-Policy': policy,
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
      })
      .type('html')
      .send(page);
  });
  for (const [path, type, content] of [
    ['/grid.js', 'text/javascript', script],
    ['/grid.css', 'text/css', style],
    ['/grid.svg', 'image/svg+xml', logo],
  ] as const) {
    const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    router.get(path, (_request, response) => {
      // Asked for again at every load and answered by 304 while it is the same.
      response
        .set({ 'Cache-Control': 'no-cache', ETag: tag, 'X-Content-Type-Options': 'nosniff' })
        .type(type)
        .send(content);
    });
  }
  return router;
};

/** Only what this server serves: no inline script or style, no other host, no frame around it, no form. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageOf = (config: {
  spreadsheetId: string;
  rollupUrl: string | null;
  title: string | null;
}): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>TechHire Planner</title>
<link rel="icon" href="/grid.svg" type="image/svg+xml">
<link rel="stylesheet" href="/grid.css">
<script type="application/json" id="config">${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/grid.js"></script>
</head>
<body><noscript>The planning sheet needs JavaScript.</noscript></body>
</html>
`;

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 34"><path d="M8 2h12l8 8v19a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3z" fill="#188038"/><path d="M20 2l8 8h-8z" fill="#0d652d"/><path d="M10 15h13v12H10zm2 2v3h4v-3zm6 0v3h3v-3zm-6 5v3h4v-3zm6 0v3h3v-3z" fill="#fff" fill-rule="evenodd"/></svg>
`;
