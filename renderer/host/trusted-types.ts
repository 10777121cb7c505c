/** The part of the Trusted Types interface used here; the language's library does not declare it yet. */
interface TrustedTypePolicies {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypePolicies;
  }
}

/**
 * Lets workers start from this application's own built scripts and from nowhere else. HTML and script text stay forbidden: there is no
 * rule for them. Throws what the browser throws when somebody else's URL is used.
 */
export function guardScripts(): void {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (text) => {
      const url = new URL(text, location.href);
      if (url.origin === location.origin && /^\/assets\/[\w.-]+\.js$/.test(url.pathname)) return url.href;
      throw new TypeError('Script from outside the application');
    },
  });
}
