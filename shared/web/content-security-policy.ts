/** The one Trusted Types policy of the windows; renderer/host makes it and lets it pass this application's own worker scripts only. */
const TRUSTED_TYPES_POLICY = 'default';

/**
 * What a window may load, in both hosts: its own files, nothing else. `backendOrigin` is the one socket outside its origin that a window
 * may open, where the backend runs in a process of its own beside Electron.
 */
function contentSecurityPolicy(backendOrigin: string | null = null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    backendOrigin === null ? "connect-src 'self'" : `connect-src 'self' ${backendOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES_POLICY}`,
  ].join('; ');
}

/** Headers of every file that a window loads. */
export function securityHeaders(backendOrigin: string | null = null): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(backendOrigin),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
