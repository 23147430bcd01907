/** What `npm run buzz` needs of the command line: a bundle of its own, without Electron and without the app. */

export { hiddenArgument } from '../launch/start-reason';
export { takeSecret } from '../launch/take-secret';
export { defaultHome } from './default-home';
export { nodeParts } from './node-parts';
export { runClient } from './run-client';
export { startApp } from './start-app';
