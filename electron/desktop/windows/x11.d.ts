/** The parts of the package `x11` used here; it brings no types. */
declare module 'x11' {
  interface Client {
    QueryPointer(window: number, tell: (failed: Error | null, pointer: { rootX: number; rootY: number }) => void): void;
    /** Answers with 0 for a name that no program has used, if `onlyIfExists`. */
    InternAtom(onlyIfExists: boolean, name: string, tell: (failed: Error | null, atom: number) => void): void;
    /** A part of a window's property: `offset` and `length` in units of four bytes. */
    GetProperty(
      remove: 0,
      window: number,
      property: number,
      type: number,
      offset: number,
      length: number,
      tell: (failed: Error | null, property: { data: Buffer }) => void,
    ): void;
    /** `error`: its connection has broken. `end`: it has ended. Without a listener the first would end the program. */
    on(event: 'error' | 'end', listener: () => void): void;
    close(done: () => void): void;
  }
  interface Display {
    client: Client;
    screen: readonly { root: number }[];
  }
  /**
   * @param options.shm `off`: an ordinary socket, without shared memory
   * @param options.disableBigRequests leaves out the extension for requests over 256 KB, which is not in the bundle
   */
  export function createClient(
    options: { display: string; shm: 'off'; disableBigRequests: true },
    tell: (failed: Error | null, display: Display) => void,
  ): Client;
}
