import { redact } from '../../storage/redact';

/** The relay's log: a JSON object per line. `what` is a fixed word; `detail` is redacted, and never holds a text or a name. */
export interface RelayLog {
  info(what: string, detail?: Readonly<Record<string, unknown>>): void;
  warn(what: string, detail?: Readonly<Record<string, unknown>>): void;
  error(what: string, detail?: unknown): void;
}

export const createRelayLog = (print: (line: string) => void, now: () => number): RelayLog => {
  const write =
    (level: string) =>
    (what: string, detail?: unknown): void =>
      print(
        `${JSON.stringify({ at: new Date(now()).toISOString(), level, what, ...(detail === undefined ? {} : { detail: redact(detail) }) })}\n`,
      );
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
