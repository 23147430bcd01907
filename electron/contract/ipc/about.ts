/** What Settings say about the program itself, worded in the window's language. */
export interface About {
  /** Such as `Electron 45.4.1 · Chromium 142 · Linux x64`. */
  runtime: string;
  testBuild: boolean;
  /** Whether this copy can replace itself by a newer one, so that there is something to turn off. */
  updatable: boolean;
  /** Where it stands with newer versions, one sentence. */
  updates: string;
}
