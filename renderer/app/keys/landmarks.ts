/** Moves the focus to the next region of the console, around in a ring: strip, areas, map, details, day axis. */
export function focusLandmark(step: 1 | -1): void {
  const landmarks = [...document.querySelectorAll<HTMLElement>('[data-landmark]')];
  if (landmarks.length === 0) return;
  const current = landmarks.findIndex((landmark) => landmark.contains(document.activeElement));
  const next = current < 0 && step < 0 ? landmarks.length - 1 : (current + step + landmarks.length) % landmarks.length;
  landmarks[next]?.focus();
}
