/**
 * What in the data folder is Chromium's for the moment: it is made anew, and some of it (locks, sockets) must not be
 * copied at all.
 */
const volatile =
  /^(Singleton.*|lockfile|.*Cache|.*CacheStorage|GrShaderCache|ShaderCache|blob_storage|compiled|Partitions|Crashpad|crashes|DevToolsActivePort|command-line\.json.*|.*\.tmp.*)$/i;

/** What this program wrote: settings, groups, drafts, secrets, buzzes, people, logs; damaged copies as well. */
const written = /\.json(\.|$)|^(ledger\..*|people|logs|crashes|compiled|Partitions)$/i;

/** The same by its full names, for a folder that may be used for other things by now. */
const ourFiles = /^(settings|groups|drafts|rooms|recent|vault|ledger)\./i;
const ourFolders = /^(people|logs|crashes)$/i;

/** Where an app whose data were moved looks for them; stays in the folder it would otherwise use. */
export const pointerName = 'moved-to.json';

export const isMoved = (name: string): boolean => name !== pointerName && !volatile.test(name);
export const isOurs = (name: string): boolean => name !== pointerName && written.test(name);
/** What a move left in a folder; its subfolders have names that anybody could use, so they are ours only `beside` a ledger. */
export const isOurCopy =
  (beside: boolean) =>
  (name: string): boolean =>
    ourFiles.test(name) || (beside && ourFolders.test(name));
