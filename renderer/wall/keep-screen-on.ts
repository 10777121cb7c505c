/** Keeps the display awake while the wall is seen; asked again whenever it comes into view, since the browser lets go of it meanwhile. */
export function keepScreenOn(): void {
  const ask = (): void => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    void navigator.wakeLock.request('screen').catch(() => undefined); // denied by the system: the display has its own settings
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}
