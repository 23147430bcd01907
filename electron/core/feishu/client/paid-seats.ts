/** A connection of its own for one call. */
export interface Seat {
  fetch: Fetch;
  /** To be called once it is not needed any more; the next one gets it when the call it carried is over. */
  leave(): void;
}

/**
 * Connections for calls that must not be made twice. There are few: whoever waits for one has not left yet, so the seat
 * is taken before the gate is asked and before the time for an answer begins.
 */
export interface PaidSeats {
  /** Resolves when there is one; rejects with the signal's reason if aborted before. */
  seat(signal: AbortSignal | undefined): Promise<Seat>;
}

/**
 * The one way out to the network. `net.fetch` in the app (system proxy, OS trust store), Node's `fetch` in tests.
 * Always given an absolute URL and plain-object headers.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
