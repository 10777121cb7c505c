const FOLDER_NAME = 'street-command-center';

/** Where a user's data lies when nothing else is asked for: the same for every host. `home` is the user's home folder. */
export function defaultDataFolder(platform: string, environment: Readonly<Record<string, string | undefined>>, home: string): string {
  if (platform === 'win32') return `${environment['LOCALAPPDATA'] ?? `${home}/AppData/Local`}/${FOLDER_NAME}`;
  if (platform === 'darwin') return `${home}/Library/Application Support/${FOLDER_NAME}`;
  return `${environment['XDG_DATA_HOME'] ?? `${home}/.local/share`}/${FOLDER_NAME}`;
}
