/** What became of the people saved in a workspace when it became another app's: open ids are an app's own. */
export interface AppChange {
  /** How many people of groups can be called by the new app. */
  resolved: number;
  /** Those who cannot, by the group they stay in. */
  unresolved: readonly { group: string; names: readonly string[] }[];
}
