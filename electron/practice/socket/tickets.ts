import { randomBytes, randomUUID } from 'node:crypto';

/** Life of a ticket (ms). */
const lifeMs = 60_000;
/** Most tickets that are remembered. */
const most = 1_000;

/** The tickets in the addresses of connections, each good for one use within a minute (feishu-api 6.2). */
export interface Tickets {
  /** Gives the query of an address. */
  issue(service: number, now: number): URLSearchParams;
  knows(query: URLSearchParams): boolean;
  /** Uses a ticket up; false for one that is unknown, used or old. */
  use(query: URLSearchParams, now: number): boolean;
}

const ticketIn = (query: URLSearchParams): string => query.get('ticket') ?? '';

export const createTickets = (): Tickets => {
  const until = new Map<string, number>();
  return {
    issue(service, now) {
      const ticket = randomUUID();
      until.set(ticket, now + lifeMs);
      const [oldest = ''] = until.size > most ? until.keys() : [];
      until.delete(oldest);
      return new URLSearchParams({
        device_id: String(randomBytes(6).readUIntBE(0, 6)),
        service_id: String(service),
        access_key: randomBytes(16).toString('hex'),
        ticket,
      });
    },
    knows: (query) => until.has(ticketIn(query)),
    use(query, now) {
      const end = until.get(ticketIn(query));
      until.delete(ticketIn(query));
      return end !== undefined && end >= now;
    },
  };
};
