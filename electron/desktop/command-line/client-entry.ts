/** What `npm run buzz` needs of the command line: a bundle of its own, without Electron and without the app. */
export { defaultHome } from './default-home';
export { nodeParts } from './node-parts';
export { runClient } from './run-client';
export { startApp } from './start-app';
export { hiddenArgument } from './start-reason';
export { takeSecret } from './take-secret';
