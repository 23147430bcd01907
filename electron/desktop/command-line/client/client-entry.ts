/** The client as a bundle of its own for `npm run buzz` (build/buzz.mjs): plain Node, without Electron and the app. */

export { hiddenArgument } from '../launch/start-options';
export { nodeDeps, startApp } from './node-deps';
export { runClient } from './run-client';
export { defaultHome } from './whereabouts';
