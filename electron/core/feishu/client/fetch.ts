/**
 * The one way out to the network. `net.fetch` in the app (system proxy, OS trust store), Node's `fetch` in tests.
 * Always given an absolute URL and plain-object headers.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
