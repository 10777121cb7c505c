import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Face, FACES } from '../../../shared/contract/caller.ts';

/** A ticket that is not used by then is void. */
const TICKET_LIFE_MS = 60_000;
const TOKEN_BYTES = 32;

interface Ticket {
  readonly face: Face;
  readonly expiresAtMs: number;
}

/** 256 random bits, in hexadecimal. */
export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex');
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time wherever the texts differ, and for every length. */
function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

export function isFace(text: string): text is Face {
  return FACES.some((face) => face === text);
}

/** Opens the wall and nothing else; of the run's token, so that a wall's address outlives a restart as its windows do. */
export function wallTokenOf(token: string): string {
  return createHmac('sha256', token).update('address of the wall').digest('hex');
}

/**
 * Who may connect to this run of the host. The run's token opens the console as often as it is shown, its wall token the wall; a ticket opens one
 * face once; each can be exchanged for a cookie, so that a window survives being reloaded. A cookie is signed with the token: a host that is started
 * again with the same token still knows its windows.
 */
export class LoopbackAccess {
  readonly #token: string;
  readonly #now: () => number;
  readonly #tickets = new Map<string, Ticket>();

  constructor(token: string, now: () => number) {
    this.#token = token;
    this.#now = now;
  }

  /** One-time key for one face. */
  issueTicket(face: Face): string {
    const ticket = createToken();
    this.#tickets.set(ticket, { face, expiresAtMs: this.#now() + TICKET_LIFE_MS });
    return ticket;
  }

  /** Whether this token or ticket opens this face; a ticket is used up by being shown. */
  redeem(credential: string, face: Face): boolean {
    if (isSameSecret(credential, this.#token)) return face === 'console';
    if (isSameSecret(credential, wallTokenOf(this.#token))) return face === 'wall';
    let isGood = false;
    for (const [ticket, { face: ticketFace, expiresAtMs }] of this.#tickets) {
      if (isSameSecret(ticket, credential)) {
        isGood = ticketFace === face && expiresAtMs > this.#now();
        this.#tickets.delete(ticket);
      } else if (expiresAtMs <= this.#now()) this.#tickets.delete(ticket);
    }
    return isGood;
  }

  /** Cookies do not know ports: the name tells this host's from another's. */
  cookieHeader(face: Face, port: number): string {
    const nonce = randomBytes(16).toString('hex');
    return `${cookieName(face, port)}=${nonce}.${this.#signature(face, nonce)}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a request's Cookie header holds a cookie of this run for this face. */
  holdsCookie(header: string | undefined, face: Face, port: number): boolean {
    const prefix = `${cookieName(face, port)}=`;
    const cookie = header?.split('; ').find((part) => part.startsWith(prefix));
    const [nonce, signature] = cookie?.slice(prefix.length).split('.') ?? [];
    return nonce !== undefined && signature !== undefined && isSameSecret(signature, this.#signature(face, nonce));
  }

  #signature(face: Face, nonce: string): string {
    return createHmac('sha256', this.#token).update(`${face} ${nonce}`).digest('hex');
  }
}

function cookieName(face: Face, port: number): string {
  return `command-center-${port}-${face}`;
}
