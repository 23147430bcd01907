import { describe, expect, it } from 'vitest';
import { aGroup } from '../../../../test/support/samples';
import { emptyDraft } from '../../../contract/model/draft';
import { WorkspaceId } from '../../../contract/model/ids';
import { fillDraft } from './open-compose-link';
import { readLink } from './read-link';
import { startReason } from './start-options';

describe('a link', () => {
  it('names a group and a text', () => {
    const link = `feishu-buzz://compose?group=${encodeURIComponent('值班组')}&text=${encodeURIComponent('订单库延迟\n请上线')}`;
    expect(readLink(link)).toEqual({ group: '值班组', text: '订单库延迟\n请上线' });
    expect(readLink('feishu-buzz://compose/?text=a')).toEqual({ group: null, text: 'a' });
    expect(readLink('feishu-buzz:compose?text=a')).toEqual({ group: null, text: 'a' });
  });

  it('is taken as it stands: nothing in its text is expanded', () => {
    expect(readLink('feishu-buzz://compose?text=%7B%7Bclipboard%7D%7D')?.text).toBe('{{clipboard}}');
  });

  it('loses control characters', () => {
    expect(readLink('feishu-buzz://compose?text=a%00%1b%5B31mb%0D%0Ac%09d')?.text).toBe('a[31mb\nc\td');
  });

  it.each([
    'https://compose?text=a',
    'feishu-buzz://send?group=a&text=b',
    'feishu-buzz://compose',
    'feishu-buzz://compose?text=a&send=1',
    'feishu-buzz://compose?text=a&text=b',
    'feishu-buzz://compose/send?text=a',
    'feishu-buzz://user:pass@compose?text=a',
    'feishu-buzz://compose?text=a#send',
    `feishu-buzz://compose?text=${'a'.repeat(5001)}`,
    `feishu-buzz://compose?group=${'a'.repeat(61)}`,
    `feishu-buzz://compose?text=${'%61'.repeat(10_000)}`,
    'feishu-buzz://',
    'feishu-buzz',
  ])('%# that holds anything else is not understood', (link) => {
    expect(readLink(link)).toBeNull();
  });
});

describe('a draft that a link fills', () => {
  const group = aGroup([]);
  const empty = emptyDraft(WorkspaceId.parse('ws_company'));

  it('gets group and text when it is empty', () => {
    const filled = fillDraft(empty, { group: group.name, text: 'a' }, [group]);
    expect(filled).toEqual({
      draft: { ...empty, to: [{ kind: 'group', groupId: group.id }], text: 'a', origin: { from: 'link' } },
      kept: false,
    });
  });

  it('keeps the text and recipients that the person has entered', () => {
    const mine = { ...empty, text: '我写的', to: [{ kind: 'person', person: { name: '李雷' } } as const] };
    expect(fillDraft(mine, { group: group.name, text: 'a' }, [group])).toEqual({ draft: mine, kept: true });
  });

  it('says so when there is no such group', () => {
    expect(fillDraft(empty, { group: '没有', text: 'a' }, [group])).toEqual({
      draft: { ...empty, text: 'a', origin: { from: 'link' } },
      kept: true,
    });
  });

  it('is the same after the same link again', () => {
    const once = fillDraft(empty, { group: group.name, text: 'a' }, [group]).draft;
    expect(fillDraft(once, { group: group.name, text: 'a' }, [group])).toEqual({ draft: once, kept: false });
  });
});

describe('a start of the app', () => {
  it('shows the popup, unless an argument says otherwise', () => {
    expect(startReason(['electron', '--no-sandbox', '/app'])).toEqual({ kind: 'show' });
    expect(startReason(['feishu-buzz', '--hidden'])).toEqual({ kind: 'nothing' });
    expect(startReason(['feishu-buzz', '--quick'])).toEqual({ kind: 'quick' });
    expect(startReason(['feishu-buzz', '--toggle'])).toEqual({ kind: 'toggle' });
    const link = 'feishu-buzz://compose?text=a';
    expect(startReason(['feishu-buzz', link])).toEqual({ kind: 'link', link });
  });
});
