import type { Clock } from '../../ports/clock';
import type { Result } from '../failure';
import type { FeishuApp } from '../feishu';

interface ReadAgainDeps {
  clock: Clock;
  /** 0 ≤ x < 1 */
  random: () => number;
  signal?: AbortSignal;
  /** Attempts in all; 4 unless told. */
  attempts?: number;
}

const baseMs = 500;
const capMs = 8_000;
/** Nobody looks at a list that long; a longer wait is answered with the failure, and the person may try again. */
const longestMs = 10_000;

/**
 * Reads again what may be read twice (chats, members, lookUp, recall) while the failure is a passing
 * one that has left. Waits a random part of 0.5 s, 1 s, 2 s … ≤ 8 s, so that many programs do not return at once, on top of what
 * Feishu asked for. Answers with the last failure when attempts are used up or the signal is aborted; never throws.
 */
export const readAgain = async <T>(read: () => Promise<Result<T>>, deps: ReadAgainDeps): Promise<Result<T>> => {
  const attempts = deps.attempts ?? 4;
  for (let attempt = 1; ; attempt += 1) {
    const result = await read();
    // Without a network nothing is gained by keeping somebody waiting who could have been told.
    const hopeless = !result.ok && (!result.failure.passing || result.failure.stage === 'not-sent');
    if (result.ok || hopeless || attempt >= attempts) return result;
    const jitter = Math.round(deps.random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
    const wait = (result.failure.retryAfterMs ?? 0) + jitter;
    if (wait > longestMs) return result;
    try {
      await deps.clock.sleep(wait, deps.signal);
    } catch {
      return result;
    }
  }
};

/**
 * The same Feishu, whose lookups and recalls are made again after a passing failure: they change nothing when they are made
 * twice. Receipts are not among them (each one counts against the month's calls, and they are asked again anyway), nor is
 * the connection test, which is to tell what it met.
 */
export const readPatiently = (feishu: FeishuApp, deps: ReadAgainDeps): FeishuApp => ({
  ...feishu,
  readChats: () => readAgain(() => feishu.readChats(), deps),
  readChat: (input) => readAgain(() => feishu.readChat(input), deps),
  readMembers: (input) => readAgain(() => feishu.readMembers(input), deps),
  readMessage: (input) => readAgain(() => feishu.readMessage(input), deps),
  readHistory: (input) => readAgain(() => feishu.readHistory(input), deps),
  lookUp: (input) => readAgain(() => feishu.lookUp(input), deps),
  readContactRange: (input) => readAgain(() => feishu.readContactRange(input), deps),
  readDepartments: (input) => readAgain(() => feishu.readDepartments(input), deps),
  readDepartmentsBelow: (input) => readAgain(() => feishu.readDepartmentsBelow(input), deps),
  readDepartmentPeople: (input) => readAgain(() => feishu.readDepartmentPeople(input), deps),
  readPeopleById: (input) => readAgain(() => feishu.readPeopleById(input), deps),
  recall: (input) => readAgain(() => feishu.recall(input), deps),
});
