/** A keychain of the system: what it sealed can be kept anywhere, and opens for this user on this machine alone. */
export interface Keychain {
  /** False where there is none, or one without a password of its own (Linux without a keyring). */
  protects(): Promise<boolean>;
  /** @throws CodedError `keychain-unavailable` */
  seal(secret: Uint8Array): Promise<Uint8Array>;
  /** @throws CodedError `keychain-unavailable` when it does not open, or the seal is another user's or machine's */
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
}
