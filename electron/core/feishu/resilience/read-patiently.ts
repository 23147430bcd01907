import type { FeishuApp } from '../feishu';
import { type ReadAgainDeps, readAgain } from './read-again';

/**
 * The same Feishu, whose lookups and recalls are made again after a passing failure: they change nothing when they are made
 * twice. Receipts are not among them (each one counts against the month's calls, and they are asked again anyway), nor is
 * the connection test, which is to tell what it met.
 */
export const readPatiently = (feishu: FeishuApp, deps: ReadAgainDeps): FeishuApp => ({
  ...feishu,
  chats: () => readAgain(() => feishu.chats(), deps),
  chat: (input) => readAgain(() => feishu.chat(input), deps),
  members: (input) => readAgain(() => feishu.members(input), deps),
  message: (input) => readAgain(() => feishu.message(input), deps),
  history: (input) => readAgain(() => feishu.history(input), deps),
  lookUp: (input) => readAgain(() => feishu.lookUp(input), deps),
  contactRange: (input) => readAgain(() => feishu.contactRange(input), deps),
  departments: (input) => readAgain(() => feishu.departments(input), deps),
  departmentsBelow: (input) => readAgain(() => feishu.departmentsBelow(input), deps),
  departmentPeople: (input) => readAgain(() => feishu.departmentPeople(input), deps),
  peopleById: (input) => readAgain(() => feishu.peopleById(input), deps),
  recall: (input) => readAgain(() => feishu.recall(input), deps),
});
