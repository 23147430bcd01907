import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type Practice, type PracticeOptions, startPractice } from '../../../electron/practice/start-practice';

/** Starts a practice Feishu for the running test, called in its body or in a `beforeEach`. It closes after the test. */
export const aCompany = async (options: PracticeOptions = {}): Promise<Practice> => {
  const practice = await startPractice(options);
  onTestFinished(practice.close);
  return practice;
};

/**
 * The practice Feishu of all tests of a file or of a `describe`, called at its top: a `beforeAll` starts it and an
 * `afterAll` closes it, both in their order among the others.
 */
export const sharedCompany = (options: PracticeOptions = {}): Practice => {
  let started: Practice | null = null;
  const practice = (): Practice => {
    if (started === null) throw new Error('The company has not been started yet');
    return started;
  };
  beforeAll(async () => {
    started = await startPractice(options);
  });
  afterAll(() => started?.close());
  return {
    get baseUrl() {
      return practice().baseUrl;
    },
    get port() {
      return practice().port;
    },
    get controlToken() {
      return practice().controlToken;
    },
    get appId() {
      return practice().appId;
    },
    get appSecret() {
      return practice().appSecret;
    },
    get world() {
      return practice().world;
    },
    get log() {
      return practice().log;
    },
    get faults() {
      return practice().faults;
    },
    change: (...input) => practice().change(...input),
    openApp: (...input) => practice().openApp(...input),
    read: (...input) => practice().read(...input),
    lines: (...input) => practice().lines(...input),
    changeSocket: (...input) => practice().changeSocket(...input),
    act: (...input) => practice().act(...input),
    secrets: () => practice().secrets(),
    answerScan: (...input) => practice().answerScan(...input),
    close: () => practice().close(),
  };
};

/** A person of the company's world. */
export const personIn = ({ world }: Pick<Practice, 'world'>, name: string) => {
  const found = world.people.find((one) => one.name === name);
  if (!found) throw new Error(`no one is called ${name}`);
  return found;
};

/** A chat of the company's world. */
export const chatIn = ({ world }: Pick<Practice, 'world'>, name: string) => {
  const found = [...world.chats.values()].find((one) => one.name === name);
  if (!found) throw new Error(`no chat is called ${name}`);
  return found;
};
