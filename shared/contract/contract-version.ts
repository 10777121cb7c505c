/**
 * Both ends must speak the same contract: a client whose version differs is refused with `contract-mismatch`.
 * Bump it with every change of a call, topic or frame; a test hashes the contract's sources and fails when that was forgotten.
 */
export const CONTRACT_VERSION = 25;
