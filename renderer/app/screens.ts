import { lazy } from 'react';

const board = () => import('../screens/board/board-screen');
const groups = () => import('../screens/groups/groups-screen');
const activity = () => import('../screens/activity/activity-screen');
const settings = () => import('../screens/settings/settings-screen');

const welcome = () => import('../screens/welcome/welcome-screen');
const testBuzz = () => import('../screens/test-buzz/test-buzz-screen');

export const WelcomeScreen = lazy(() => welcome().then((module) => ({ default: module.WelcomeScreen })));
export const TestBuzzScreen = lazy(() => testBuzz().then((module) => ({ default: module.TestBuzzScreen })));
export const BoardScreen = lazy(() => board().then((module) => ({ default: module.BoardScreen })));
export const GroupsScreen = lazy(() => groups().then((module) => ({ default: module.GroupsScreen })));
export const ActivityScreen = lazy(() => activity().then((module) => ({ default: module.ActivityScreen })));
export const SettingsScreen = lazy(() => settings().then((module) => ({ default: module.SettingsScreen })));

/** Compose paints first; the others are fetched once it has, so that going to them never waits. */
export const fetchScreens = (): void => {
  requestIdleCallback(() => void Promise.all([board(), groups(), activity(), settings()]));
};
