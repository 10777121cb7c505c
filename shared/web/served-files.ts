/** Which files a window can ask for: the built renderer at `/`, the city at `/city/`. Pure; each host reads them in its own way. */
export interface ServedFile {
  readonly folder: 'renderer' | 'city';
  /** Relative, with forward slashes, without any `.` or `..` part. */
  readonly path: string;
  readonly mediaType: string;
  /** The name holds a hash of the content: it never changes. */
  readonly isImmutable: boolean;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
};
const PART = /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/;

/** The file behind a URL's path, or null when there can be none: parts are plain names, so nothing leads out of the folder. */
export function servedFileOf(urlPath: string): ServedFile | null {
  const parts = (urlPath === '/' ? '/index.html' : urlPath).split('/').slice(1);
  if (parts.length === 0 || !parts.every((part) => PART.test(part))) return null;
  const isCity = parts[0] === 'city';
  const path = (isCity ? parts.slice(1) : parts).join('/');
  if (path === '') return null;
  const extension = path.slice(path.lastIndexOf('.') + 1);
  return {
    folder: isCity ? 'city' : 'renderer',
    path,
    mediaType: MEDIA_TYPES[extension] ?? 'application/octet-stream',
    isImmutable: !isCity && parts[0] === 'assets',
  };
}
