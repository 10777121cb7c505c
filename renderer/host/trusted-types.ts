/** The part of the Trusted Types interface used here; the language's library does not declare it yet. */
interface TrustedTypePolicies {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string; createHTML(html: string): string }): unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypePolicies;
  }
}

/**
 * Lets workers start from this application's own built scripts and from nowhere else. Script text stays forbidden: there is no rule for it.
 * Of HTML only the empty text may be set, which is how the chart library clears its element. Throws what the browser throws otherwise.
 */
export function guardScripts(): void {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (text) => {
      const url = new URL(text, location.href);
      if (url.origin === location.origin && /^\/assets\/[\w.-]+\.js$/.test(url.pathname)) return url.href;
      throw new TypeError('Script from outside the application');
    },
    createHTML: (html) => {
      if (html === '') return html;
      throw new TypeError('HTML from text');
    },
  });
}
