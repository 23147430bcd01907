import { failed } from '../../../electron/contract/advice/problem';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Engine } from '../../../electron/core/buzz/engine/engine';
import type { Confirmed, Entry, LaterEntry } from '../../../electron/core/buzz/record/entry';
import type { RelayAnswer, RelayCalls } from '../../../electron/desktop/hand-over/relay-calls';

/** Fault of one request: it never arrives, its answer is lost, or something else answers. */
export type RelayFault = 'unsent' | 'lost' | 'strange' | 'closing' | 'late';

interface Request {
  method: string;
  what: string;
  fault: RelayFault | null;
}

/** Calls to a relay that is an engine in this process, over what its routes promise (`electron/contract/relay.ts`). */
export const relayInMemory = (relay: {
  engine: Pick<Engine, 'adopt' | 'release' | 'stop' | 'undo' | 'recall' | 'askReceipts' | 'continueLadder'>;
  ledger: { read(id: BuzzId): readonly Entry[] };
}) => {
  const seen: Request[] = [];
  const faults: { what: string; fault: RelayFault }[] = [];
  const never = new Set<BuzzId>();
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  /** Refuses everything as for a token that was removed. */
  const token = { isKnown: true };
  /** Refuses the hand-over for this reason of its own. */
  const refusal = { cause: null as object | null };

  const refused = (status: number, reason: string, cause: unknown = null): RelayAnswer => ({
    kind: 'refused',
    status,
    reason,
    problem: { code: null, message: 'refused', advice: 'look' },
    cause,
  });
  const handle = async (what: string, id: BuzzId, body: unknown): Promise<RelayAnswer> => {
    if (!token.isKnown) return refused(401, 'unauthorized');
    const { engine, ledger } = relay;
    const value = (one: unknown): RelayAnswer => ({ kind: 'value', value: JSON.parse(JSON.stringify(one)) });
    const [verb = '', after = '0'] = what.split('?after=');
    if (verb !== 'adopt' && verb !== 'release' && ledger.read(id).length === 0) return refused(404, 'not-found');
    switch (verb) {
      case 'adopt': {
        if (refusal.cause) return refused(422, 'refused', refusal.cause);
        const { entries } = JSON.parse(JSON.stringify(body)) as { entries: readonly [Confirmed, ...LaterEntry[]] };
        const taken = await engine.adopt({ entries, skew: 0, isReleased: async () => never.has(id) });
        return taken.ok ? value({ buzz: id, entries: taken.value }) : refused(422, 'refused', taken.problem);
      }
      case 'release': {
        if (ledger.read(id).length === 0) {
          never.add(id);
          return value({ kind: 'never' });
        }
        const released = await engine.release(id);
        return released.ok
          ? value({ kind: 'released', entries: released.value })
          : refused(422, 'refused', released.problem);
      }
      case 'entries': {
        const entries = ledger.read(id).slice(Number(after), Number(after) + 5);
        const next = Number(after) + entries.length;
        return value({ entries, next, more: next < ledger.read(id).length });
      }
      default: {
        const acts: Record<string, () => ReturnType<Engine['stop']>> = {
          stop: () => engine.stop(id),
          undo: () => engine.undo(id),
          recall: () => engine.recall(id),
          receipts: () => engine.askReceipts(id),
          continue: () => engine.continueLadder(id, (body as { gesture: 'plain' }).gesture),
        };
        const board = await (acts[verb]?.() ?? failed({ code: null, advice: 'internal', params: {}, logId: null }));
        return board.ok ? value(board.value) : refused(422, 'refused', board.problem);
      }
    }
  };

  const calls: RelayCalls = {
    call: async (method, path, body) => {
      const [, id = '', what = ''] = /^\/v1\/buzzes\/(bz_[A-Za-z0-9]+)\/(.*)$/.exec(path) ?? [];
      const at = faults.findIndex((each) => what.startsWith(each.what));
      const fault = at < 0 ? null : (faults.splice(at, 1)[0]?.fault ?? null);
      seen.push({ method, what, fault });
      if (fault === 'unsent') return { kind: 'lost', stage: 'not-sent', reason: 'ERR_CONNECTION_REFUSED' };
      if (fault === 'strange') return { kind: 'strange' };
      if (fault === 'closing') return refused(503, 'closing');
      const answer = await handle(what, id as BuzzId, body);
      if (fault === 'late') return refused(503, 'late');
      return fault === 'lost' ? { kind: 'lost', stage: 'lost', reason: 'ERR_EMPTY_RESPONSE' } : answer;
    },
    events: async (_path, _after, signal) => {
      if (!token.isKnown) return null;
      return new ReadableStream({
        start: (controller) => {
          streams.add(controller);
          signal.addEventListener('abort', () => {
            if (streams.delete(controller)) controller.error(signal.reason);
          });
        },
      });
    },
  };
  /** Tells those who follow that a buzz has changed. */
  const tell = (id: BuzzId) => {
    for (const each of streams)
      each.enqueue(new TextEncoder().encode(`event: changed\ndata: ${JSON.stringify({ id })}\n\n`));
  };
  const fail = (what: string, fault: RelayFault, times = 1) => {
    for (let time = 0; time < times; time += 1) faults.push({ what, fault });
  };
  return { calls, seen, fail, tell, token, refusal, streams };
};
