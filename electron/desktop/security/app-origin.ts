/** Our own scheme: pages are never read from `file:`, where every file of the disk would be of the same origin. */
export const appScheme = 'app';
const appHost = 'buzz';
export const appOrigin = `${appScheme}://${appHost}`;

/** The pages there are, by the kind of window that shows them. */
export const pageUrl = {
  popup: `${appOrigin}/index.html`,
  board: `${appOrigin}/board.html`,
  connect: `${appOrigin}/connect.html`,
} as const;
