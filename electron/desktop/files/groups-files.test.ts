import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { encodeAs } from '../../../test/support/disk/encode-as';
import { sharedTempFolder } from '../../../test/support/disk/temp-folder';
import { aGroup, workspaceId } from '../../../test/support/samples';
import { ok } from '../../contract/advice/problem';
import type { Group } from '../../contract/model/group';
import { ChatId, DepartmentId, GroupId } from '../../contract/model/ids';
import { defaultSettings } from '../../contract/model/settings';
import { createGroupsFiles } from './groups-files';

const folder = sharedTempFolder();

const research = DepartmentId.parse('od-research');
const everyone = ChatId.parse('oc_everyone');
const group = (name: string, ...members: string[]): Group =>
  aGroup(
    members.map((member) => ({ name: member })),
    { id: GroupId.parse(`grp_${name}`), name },
  );

const setUp = (...first: readonly Group[]) => {
  let groups: readonly Group[] = first;
  let made = 0;
  const saved = vi.fn((name: string): string | null => join(folder, name));
  const onImported = vi.fn();
  const files = createGroupsFiles({
    store: {
      groups: () => groups,
      saveGroups: (_, next) => {
        groups = next;
        return ok(undefined);
      },
      settings: () => defaultSettings,
    },
    currentWorkspaceId: () => workspaceId,
    locale: () => 'zh-CN',
    newId: () => `new${++made}`,
    saveAs: async (name) => saved(name),
    openFile: async () => ok(null),
    chats: async () => ok([{ chatId: everyone, name: '全员群', external: false, memberCount: null }]),
    departments: async () => new Map([[research, '研发中心']]),
    onImported,
  });
  const csv = (...lines: string[]) => ({ name: 'x.csv', bytes: new TextEncoder().encode(lines.join('\n')) });
  const read = async (...lines: string[]) => {
    const preview = await files.read(csv('组,姓名', ...lines));
    return preview.ok && preview.value ? preview.value : expect.fail('no preview');
  };
  const names = () => groups.map((each) => `${each.name}:${each.members.map((member) => member.name).join('+')}`);
  const change = (next: readonly Group[]) => (groups = next);
  return { files, csv, read, names, saved, onImported, change, groupsNow: () => groups };
};

describe('an import', () => {
  it('changes nothing before it is confirmed, then exactly the preview, and is taken back once', async () => {
    const { files, read, names, onImported } = setUp(group('a', 'x'), group('b', 'y'));
    const { id, groups } = await read('a,x', 'a,z', 'b,y', 'c,w');
    expect(groups.map(({ name, state, added }) => [name, state, added])).toEqual([
      ['a', 'changed', 1],
      ['b', 'same', 0],
      ['c', 'new', 1],
    ]);
    expect(names()).toEqual(['a:x', 'b:y']);
    expect(files.importGroups(id, []).ok).toBe(true);
    expect(names()).toEqual(['a:x+z', 'b:y', 'c:w']);
    expect(onImported.mock.calls[0]?.[1].map((each: Group) => each.name)).toEqual(['a', 'c']);
    expect(files.importGroups(id, [])).toMatchObject({ problem: { advice: 'import-gone' } });
    expect(files.takeBack(id).ok).toBe(true);
    expect(names()).toEqual(['a:x', 'b:y']);
    expect(files.takeBack(id)).toMatchObject({ problem: { advice: 'import-over' } });
  });

  it('applies to the groups as they are by then, and its undo leaves later changes alone', async () => {
    const { files, read, names, change } = setUp(group('a', 'x'));
    const { id } = await read('a,z', 'c,w');
    change([group('a', 'x', 'y')]);
    files.importGroups(id, []);
    expect(names()).toEqual(['a:x+y+z', 'c:w']);
    files.takeBack(id);
    expect(names()).toEqual(['a:x+y']);
  });

  it('knows only the newest preview, and is still taken back while another file is looked at', async () => {
    const { files, read, names } = setUp();
    const old = await read('a,x');
    const { id } = await read('b,y');
    expect(files.importGroups(old.id, [])).toMatchObject({ problem: { advice: 'import-gone' } });
    files.importGroups(id, []);
    await read('c,z');
    expect(files.takeBack(id).ok).toBe(true);
    expect(names()).toEqual([]);
  });

  it('of a file that was made to reroute a group says so, and does nothing of it without a tick', async () => {
    const { files, names, groupsNow } = setUp(group('a', 'x'));
    const bytes = new TextEncoder().encode(
      JSON.stringify({
        version: 1,
        groups: [
          {
            name: 'a',
            linkedChat: { chatId: everyone, name: '数据库告警' },
            defaults: { channel: 'phone', delivery: 'chat' },
            members: [],
          },
        ],
      }),
    );
    const preview = await files.read({ name: 'x.json', bytes });
    const { id, groups } = (preview.ok && preview.value) || expect.fail('no preview');
    expect(groups[0]?.changes.map(({ field, after, asks }) => [field, after, asks])).toEqual([
      ['linkedChat', '全员群', true],
      ['channel', 'phone', true],
      ['delivery', 'chat', true],
    ]);
    files.importGroups(id, [{ group: 'a', field: 'linkedChat' }]);
    expect(names()).toEqual(['a:x']);
    expect(groupsNow()[0]).toMatchObject({
      linkedChat: { chatId: everyone, name: '全员群' },
      defaults: { channel: null, delivery: null },
    });
  });

  it('shows a guessed encoding, and reads the file again in another, also when nothing was recognized', async () => {
    const { files } = setUp();
    const read = async (bytes: Uint8Array) => {
      const preview = await files.read({ name: 'x.csv', bytes });
      return preview.ok && preview.value ? preview.value : expect.fail('no preview');
    };
    const first = await read(encodeAs('name,email\nSzűcs Gábor,a@b.hu\n', 'windows-1250'));
    expect(first.encoding).toMatchObject({ used: 'windows-1252', sample: ['Szûcs Gábor'] });
    const again = await files.readAs(first.id, 'windows-1250');
    expect(again).toMatchObject({ value: { encoding: { used: 'windows-1250', sample: ['Szűcs Gábor'] } } });
    expect(await files.readAs(first.id, 'utf-8')).toMatchObject({ problem: { advice: 'import-gone' } });
    const unknown = await read(encodeAs('Nom;Prénom;N°\nx;y;1\n', 'windows-1252'));
    expect(unknown).toMatchObject({
      groups: [],
      problem: { advice: 'file-header' },
      encoding: { used: 'windows-1252' },
    });
  });

  it('that would make a group too large is refused whole', async () => {
    const { files, csv } = setUp();
    const many = Array.from({ length: 5001 }, (_, index) => `a,p${index}`);
    expect(await files.read(csv('组,姓名', ...many))).toMatchObject({ problem: { advice: 'group-full' } });
  });
});

describe('an export', () => {
  it('is named after its group, as far as a file can be, and readable by its owner only', async () => {
    const { files, saved } = setUp(group('a', 'x'), { ...group('b', 'y'), name: '网络/机房' });
    expect(await files.export(GroupId.parse('grp_b'), 'csv')).toEqual({ ok: true, value: 1 });
    expect(saved).toHaveBeenCalledWith('网络-机房.csv');
    const written = await readFile(join(folder, '网络-机房.csv'), 'utf8');
    expect(written).toContain('网络/机房,y,');
    expect((await stat(join(folder, '网络-机房.csv'))).mode & 0o077).toBe(0);
    expect(await files.export(null, 'json')).toEqual({ ok: true, value: 2 });
    expect(JSON.parse(await readFile(join(folder, '收件组.json'), 'utf8')).groups).toHaveLength(2);
  });

  it('answers with nothing when no place was chosen, and says why it could not be written', async () => {
    const { files, saved } = setUp(group('a'));
    saved.mockReturnValueOnce(null);
    expect(await files.export(null, 'csv')).toEqual({ ok: true, value: null });
    saved.mockReturnValueOnce(join(folder, 'no/where.csv'));
    expect(await files.export(null, 'csv')).toMatchObject({
      problem: { advice: 'storage-failed', params: { reason: 'ENOENT' } },
    });
  });
});
