/** Chromium's temporary files in the data folder: they are made anew, and some (locks, sockets) must not be copied. */
const volatile =
  /^(Singleton.*|lockfile|.*Cache|.*CacheStorage|GrShaderCache|ShaderCache|blob_storage|compiled|Partitions|Crashpad|crashes|DevToolsActivePort|command-line|command-line\.json.*|owner\.lock|.*\.tmp.*)$/i;

/** Files of this program: settings, groups, drafts, secrets, buzzes, people, logs, and damaged copies of them. */
const written = /\.json(\.|$)|^(ledger\..*|people|logs|crashes|compiled|Partitions)$/i;

/** The same by their full names, for a folder that a person may use for other things by now. */
const ourFiles = /^(settings|groups|drafts|rooms|recent|vault|ledger)\./i;
const ourFolders = /^(people|logs|crashes)$/i;

/** The note with the folder that the data were moved to. It stays in the folder that the app would otherwise use. */
export const pointerName = 'moved-to.json';

export const isMoved = (name: string): boolean => name !== pointerName && !volatile.test(name);
export const isOurs = (name: string): boolean => name !== pointerName && written.test(name);
/** Files that a move has left in a folder. Subfolders with these common names count only `beside` a ledger. */
export const isOurCopy =
  (beside: boolean) =>
  (name: string): boolean =>
    ourFiles.test(name) || (beside && ourFolders.test(name));
