import { readyScreen } from './ready-screen';

const board = readyScreen(() => import('../screens/board/board-screen').then((module) => module.BoardScreen));
const groups = readyScreen(() => import('../screens/groups/groups-screen').then((module) => module.GroupsScreen));
const activity = readyScreen(() =>
  import('../screens/activity/activity-screen').then((module) => module.ActivityScreen),
);
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
export const SettingsScreen = settings.Screen;
export const WelcomeScreen = welcome.Screen;
export const TestBuzzScreen = testBuzz.Screen;

/** Compose paints first; the others are fetched once it has, so that going to them never waits. */
export const fetchScreens = (): void => {
  requestIdleCallback(() => void Promise.all([board, groups, activity, settings].map(({ fetch }) => fetch())));
};
