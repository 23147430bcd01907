import { until } from '../clock/until';
import { clickTray } from './desktop';
import { isPopupShown, type LaunchedApp, type LaunchOptions, launchApp } from './launch-app';

/** Has the popup on the screen: by itself on a first start, else by a click on the tray icon. */
export const showPopup = async (buzz: LaunchedApp): Promise<void> => {
  const shows = () => isPopupShown(buzz);
  // A first start shows it a moment after the page is there; the click may then have been the one that hides it.
  await until('the popup is on the screen', async () => {
    if (await shows()) return true;
    await clickTray();
    return until('the click did it', shows, 1_500).catch(() => false);
  });
};

/** Starts the app as `launchApp` does, and shows the popup. */
export const launchShown = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const buzz = await launchApp(options);
  buzz.page.setDefaultTimeout(20_000);
  try {
    await showPopup(buzz);
    return buzz;
  } catch (error) {
    await buzz.close();
    throw error;
  }
};
