import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * What is burnt into the packaged binary, whatever somebody passes to it later: it is no Node for other people's
 * scripts, nobody attaches a debugger, the code comes from the archive alone, cookies are encrypted on disk, and
 * `file:` has no powers of its own. Electron checks the archive's hash on macOS and Windows.
 */
export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

export const fuseConfig = { version: FuseVersion.V1, ...fuses };
