/**
 * Where key files lie when the system has no keychain: apart from the data that they open, so that a copy of the data folder is no copy of its
 * keys, and never where a system copies a user's profile to a server. `home` is the user's home folder.
 */
export function defaultKeyFolder(platform: string, environment: Readonly<Record<string, string | undefined>>, home: string): string {
  if (platform === 'win32') return `${environment['LOCALAPPDATA'] ?? `${home}/AppData/Local`}/street-command-center-keys`;
  if (platform === 'darwin') return `${home}/Library/Application Support/street-command-center-keys`;
  return `${environment['XDG_CONFIG_HOME'] ?? `${home}/.config`}/street-command-center/keys`;
}
