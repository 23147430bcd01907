import type { Group } from '../../contract/model/group';
import type { Settings } from '../../contract/model/settings';
import type { WorkspaceView } from '../../contract/model/workspace';
import { callableId } from '../../contract/rules/person-key';
import { wayOf } from '../../contract/rules/rungs';

const hosts = { feishu: 'open.feishu.cn', lark: 'open.larksuite.com', custom: 'own address' } as const;

/** The settings, without any name or text that a person has written. */
export const settingsLines = (settings: Settings): readonly string[] => {
  const { ladders, templates, asker, ceilings } = settings;
  const flags = {
    language: settings.language,
    theme: settings.theme,
    zoom: settings.zoom,
    hotkey: settings.hotkey || 'off',
    undoSeconds: settings.undoSeconds,
    keepDays: settings.keepDays ?? 'for ever',
    hideOnBlur: settings.hideOnBlur,
    hideAfterBuzz: settings.hideAfterBuzz,
    reduceMotion: settings.reduceMotion,
    checkUpdates: settings.checkUpdates,
    askerIsSet: asker !== '',
    templates: templates.length,
    relay: settings.relay ? `set, takes ladders of ${settings.relay.takes.length} apps` : 'none',
  };
  return [
    ...Object.entries(flags).map(([name, value]) => `${name}: ${value}`),
    `ceilings: ${JSON.stringify(ceilings)}`,
    ...ladders.map(
      ({ steps, repeat, graceMinutes, withoutReceipts }, index) =>
        `ladder ${index + 1}: ${steps.map((step) => `${wayOf(step)}@${step.afterMinutes}min`).join(' ')} repeat=${repeat.times}×${repeat.everyMinutes}min grace=${graceMinutes}min withoutReceipts=${withoutReceipts}`,
    ),
  ];
};

/** The workspaces by number, with the numbers of their groups and people. */
export const workspaceLines = (
  workspaces: readonly WorkspaceView[],
  groupsOf: (id: WorkspaceView['id']) => readonly Group[],
  currentId: WorkspaceView['id'],
): readonly string[] =>
  workspaces.flatMap((workspace, index) => {
    const { practice, brand, secret, id } = workspace;
    const groups = groupsOf(id);
    const members = groups.flatMap((group) => group.members);
    return [
      `workspace ${index + 1}: ${practice ? 'practice' : `${brand} (${hosts[brand]})`}${id === currentId ? ', current' : ''}`,
      `  secret: ${secret.configured ? secret.backend : 'none'}`,
      `  groups: ${groups.length}, linked to a chat ${groups.filter(({ linkedChat }) => linkedChat).length}, following a department ${groups.filter(({ follows = [] }) => follows.length > 0).length}, members ${members.length}, without an id ${members.filter((person) => !callableId(person)).length}`,
    ];
  });
