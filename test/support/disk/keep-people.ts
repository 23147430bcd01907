import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { practiceId } from '../../../electron/contract/model/workspace';
import type { KeptPerson } from '../../../electron/core/directory/people/directory-record';
import { defaultAppId } from '../../../electron/practice/world/defaults';

/** Puts people into a data folder as if the practice workspace's contacts had been read a moment ago. */
export const keepPeople = async (home: string, people: readonly KeptPerson[]): Promise<void> => {
  const folder = join(home, 'people');
  await mkdir(folder, { recursive: true });
  const records: unknown[] = [{ version: 1, appId: defaultAppId }];
  for (let at = 0; at < people.length; at += 100) records.push({ kind: 'people', people: people.slice(at, at + 100) });
  records.push({ kind: 'done', at: Date.now(), problems: [] });
  await writeFile(join(folder, `${practiceId}.jsonl`), records.map((each) => `${JSON.stringify(each)}\n`).join(''));
};
