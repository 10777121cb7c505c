/** For a document as PDF: Chromium may have to be started first, and the whole city counted for it. */
export const PRINT_DEADLINE_MS = 90_000;
