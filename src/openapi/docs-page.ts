import { dirname, join } from 'node:path';

/** A part of the page that comes from the package of Swagger UI. */
interface Asset {
  file: string;
  type: string;
}

export const ASSETS: Readonly<Record<string, Asset>> = {
  'swagger-ui.css': { file: 'swagger-ui.css', type: 'text/css; charset=utf-8' },
  'swagger-ui.js': { file: 'swagger-ui-bundle.js', type: 'text/javascript; charset=utf-8' },
  'favicon.png': { file: 'favicon-32x32.png', type: 'image/png' },
};

/** Only what this server sends; Swagger UI styles elements directly and draws icons from data addresses. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page. `prefix` is the path before `/api/v1`, "" when there is none. */
export function docsPage(prefix: string): string {
  const docs = `${prefix}/api/v1/docs`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Assay API</title>
    <link rel="stylesheet" href="${docs}/swagger-ui.css">
    <link rel="icon" href="${docs}/favicon.png">
  </head>
  <body>
    <div id="docs"></div>
    <noscript>This page needs JavaScript. The document itself is at <a href="${prefix}/api/v1/schema/">${prefix}/api/v1/schema/</a>.</noscript>
    <script src="${docs}/swagger-ui.js"></script>
    <script src="${docs}/start.js"></script>
  </body>
</html>
`;
}

/** What starts the page; a file of its own, because the policy allows no script within the page. */
export function docsScript(prefix: string): string {
  const options = {
    url: `${prefix}/api/v1/schema/`,
    dom_id: '#docs',
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
  };
  return `SwaggerUIBundle(${JSON.stringify(options)});\n`;
}

/** Where a file of Swagger UI lies: @nestjs/swagger brings the package, wherever npm has put it. */
export function swaggerUiFile(file: string): string {
  const paths = [dirname(require.resolve('@nestjs/swagger/package.json'))];
  return join(dirname(require.resolve('swagger-ui-dist/package.json', { paths })), file);
}
