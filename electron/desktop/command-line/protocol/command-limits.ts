/** The most a file of groups may hold, in characters; the socket's limit leaves room for it. */
export const groupsFileLimit = 8_000_000;

/** Raised when what client and app say to each other changes. */
export const protocolVersion = 1;
