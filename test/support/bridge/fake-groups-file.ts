import { File as NodeFile } from 'node:buffer';
import { type Answer, ok, problem } from '../../../electron/contract/advice/problem';
import type { Encoding } from '../../../electron/contract/encodings';
import type { ChatDifference, DifferingGroup, Group, ImportPreview } from '../../../electron/contract/model/group';
import { GroupId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
import { personKey } from '../../../electron/contract/rules/person-key';
import { fakePeople } from './fake-world';

/** Preview of a file of groups: one new, one changed, one the same, and lines that cannot be read. */
export const fakeImport: ImportPreview = {
  id: 'import1',
  file: '值班名单.csv',
  encoding: null,
  problem: null,
  groups: [
    { name: '支付值班', state: 'new', added: 12, known: 0, changes: [] },
    { name: '值班组', state: 'changed', added: 2, known: 6, changes: [] },
    { name: '夜班', state: 'same', added: 0, known: 6, changes: [] },
  ],
  wrong: [
    { line: 4, problem: problem('person-invalid-id', { name: 'oc_3f1c' }) },
    { line: 9, problem: problem('line-rounded', { value: '1.38E+10' }) },
  ],
  ignored: ['工号'],
};

/** Answers of the fake bridge about files of groups and linked chats. */
export const fakeGroupsFile = (world: {
  groups: () => readonly Group[];
  regroup: (groups: readonly Group[]) => void;
}) => ({
  exportGroups: (): Answer<number | null> => ok(world.groups().length),
  readGroupsFile: ({ file }: { file: { name: string } | null }): Answer<ImportPreview | null> =>
    ok(file ? { ...fakeImport, file: file.name } : fakeImport),
  readGroupsFileAs: (_: { id: string; encoding: Encoding }): Answer<ImportPreview> => ok(fakeImport),
  importGroups: (): Answer<void> => {
    const [first] = world.groups();
    if (first) world.regroup([...world.groups(), { ...first, id: GroupId.parse('grp_import1'), name: '支付值班' }]);
    return ok(undefined);
  },
  takeBackImport: (): Answer<void> => {
    world.regroup(world.groups().filter((group) => group.id !== 'grp_import1'));
    return ok(undefined);
  },
  compareChat: ({ members }: { members: readonly Person[] }): Answer<ChatDifference> => {
    const chat = fakePeople.slice(0, 5).map(([person]) => person);
    const outside = (list: readonly Person[]) => (person: Person) =>
      list.every((each) => personKey(each) !== personKey(person));
    return ok({ missing: chat.filter(outside(members)), extra: members.filter(outside(chat)) });
  },
  listDifferences: (): Answer<readonly DifferingGroup[]> => ok([]),
});

/** A file as a browser gives it; jsdom's own cannot be read. */
export const droppedFile = (text: string, name = '名单.csv') => new NodeFile([text], name) as unknown as File;
