/** Desktops side by side. Each runs an app and its pages besides the test, and mostly waits: two cores carry four. */
export const desktopCount = process.platform === 'linux' ? 4 : 1;
