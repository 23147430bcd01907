import { type ComponentType, lazy, useState } from 'react';

/**
 * Makes a screen that is loaded from a chunk of its own. Once fetched, it is drawn in the same frame: `lazy` alone waits for the
 * promise even then, and React keeps the fallback for 300 ms (`FALLBACK_THROTTLE_MS`).
 */
export const readyScreen = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): { Screen: ComponentType<Props>; fetch: () => Promise<unknown> } => {
  let fetched: ComponentType<Props> | null = null;
  const fetch = async () => {
    fetched = await load();
    return { default: fetched };
  };
  const Waiting: ComponentType<Props> = lazy(fetch);
  // biome-ignore lint/correctness/noComponentHookFactories: called once per screen, while this module is loaded
  const Screen = (props: Props) => {
    // A screen that began as the lazy one stays it: changing over would lose its state.
    const [Shown] = useState(() => fetched ?? Waiting);
    return <Shown {...props} />;
  };
  return { Screen, fetch };
};

const board = readyScreen(() => import('../screens/board/board-screen').then((module) => module.BoardScreen));
const groups = readyScreen(() => import('../screens/groups/groups-screen').then((module) => module.GroupsScreen));
const activity = readyScreen(() =>
  import('../screens/activity/activity-screen').then((module) => module.ActivityScreen),
);
const inbox = readyScreen(() => import('../screens/inbox/inbox-screen').then((module) => module.InboxScreen));
const settings = readyScreen(() =>
  import('../screens/settings/settings-screen').then((module) => module.SettingsScreen),
);
const welcome = readyScreen(() => import('../screens/welcome/welcome-screen').then((module) => module.WelcomeScreen));
const testBuzz = readyScreen(() =>
  import('../screens/test-buzz/test-buzz-screen').then((module) => module.TestBuzzScreen),
);

export const BoardScreen = board.Screen;
export const GroupsScreen = groups.Screen;
export const ActivityScreen = activity.Screen;
export const InboxScreen = inbox.Screen;
export const SettingsScreen = settings.Screen;
export const WelcomeScreen = welcome.Screen;
export const TestBuzzScreen = testBuzz.Screen;

/** Fetches the other screens once Compose has painted, so that going to them never waits. */
export const fetchScreens = (): void => {
  requestIdleCallback(() => void Promise.all([board, groups, activity, settings].map(({ fetch }) => fetch())));
};
