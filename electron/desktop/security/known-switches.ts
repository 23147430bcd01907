/**
 * Switches of Chromium that a person may have a reason to give: language, screen, keyring, proxy, accessibility, and no
 * sandbox where there is none to be had. The launcher knows them too (build/launcher/feishu-buzz.sh).
 */
export const knownSwitches: readonly string[] = [
  'disable-dev-shm-usage',
  'disable-gpu',
  'enable-wayland-ime',
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'gtk-version',
  'lang',
  'log-level',
  'no-proxy-server',
  'no-sandbox',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
  'proxy-bypass-list',
  'proxy-pac-url',
  'proxy-server',
  'wayland-text-input-version',
];

const known = new Set(knownSwitches);

/**
 * The names of all other switches in the arguments, as Chromium reads them: behind one dash or two, on Windows also a
 * slash, up to `--` alone.
 */
export const strangeSwitches = (argv: readonly string[], platform: NodeJS.Platform): readonly string[] => {
  const end = argv.indexOf('--');
  const pattern = platform === 'win32' ? /^(?:--?|\/)([^=]+)/ : /^--?([^=]+)/;
  return (end < 0 ? argv : argv.slice(0, end)).flatMap((word) => {
    const name = pattern.exec(word.trim())?.[1]?.toLowerCase();
    return name === undefined || known.has(name) ? [] : [name];
  });
};

/**
 * Makes an installed app honor known switches alone: others could open it to a debugger, have it trust any certificate, or
 * write its traffic to a file. To be called before the app is ready; Chromium reads most of them later.
 */
export const dropStrangeSwitches = (
  commandLine: { removeSwitch(name: string): void },
  { argv, platform }: Pick<NodeJS.Process, 'argv' | 'platform'>,
): void => {
  for (const name of strangeSwitches(argv.slice(1), platform)) commandLine.removeSwitch(name);
};
