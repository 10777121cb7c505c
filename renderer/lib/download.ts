const KEEP_DOWNLOAD_MS = 60_000;

/** Saves bytes as a file, where the host or its user says. */
export function download(
  fileName: string,
  bytes: Uint8Array,
  type: 'application/pdf' | 'application/zip' | 'text/csv' | 'image/png',
): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download reads it after this call has returned.
  setTimeout(() => URL.revokeObjectURL(url), KEEP_DOWNLOAD_MS);
}
