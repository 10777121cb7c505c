import { randomBytes } from 'node:crypto';

const VERSION_DIGITS = 8;
const RANDOM_BYTES = 8;

/** Names a new history of a city. Rows hold indices into one version of the city file, so the name begins with it. */
export function feedName(cityVersion: string): string {
  return `${cityVersion.slice(0, VERSION_DIGITS)}-${randomBytes(RANDOM_BYTES).toString('hex')}`;
}

export function isFeedOf(feed: string, cityVersion: string): boolean {
  return feed.startsWith(`${cityVersion.slice(0, VERSION_DIGITS)}-`);
}
