import type { Call } from '../../gateway/endpoint';
import { readOptionalString } from '../../gateway/read-fields';
import { refuseExt } from '../../gateway/refusal';
import type { WorldChat } from '../../world/world';

export type ChatSettings = Partial<
  Pick<
    WorldChat,
    'name' | 'description' | 'chatType' | 'messageType' | 'urgentSetting' | 'editPermission' | 'membershipApproval'
  >
>;

const words = {
  chat_type: ['private', 'public'],
  group_message_type: ['chat', 'thread'],
  urgent_setting: ['all_members', 'only_owner'],
  edit_permission: ['all_members', 'only_owner'],
  membership_approval: ['no_approval_required', 'approval_required'],
} as const;

/** Reads one of the listed words; undefined when absent. */
const readWord = <Name extends keyof typeof words>(
  call: Call,
  name: Name,
): (typeof words)[Name][number] | undefined => {
  const value = readOptionalString(call, name);
  if (value === undefined) return undefined;
  const choices: readonly (typeof words)[Name][number][] = words[name];
  const word = choices.find((each) => each === value);
  if (word === undefined) throw refuseExt(232001, `invalid ${name}`);
  return word;
};

/** Reads the settings that create and update share (feishu-api 4.4, 4.5); absent ones stay absent. */
export const readSettings = (call: Call): ChatSettings => {
  const name = readOptionalString(call, 'name');
  const description = readOptionalString(call, 'description');
  const chatType = readWord(call, 'chat_type');
  const messageType = readWord(call, 'group_message_type');
  const urgentSetting = readWord(call, 'urgent_setting');
  const editPermission = readWord(call, 'edit_permission');
  const membershipApproval = readWord(call, 'membership_approval');
  const mode = readOptionalString(call, 'chat_mode');
  if (mode !== undefined && mode !== 'group') throw refuseExt(232001, 'invalid chat_mode');
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(chatType === undefined ? {} : { chatType }),
    ...(messageType === undefined ? {} : { messageType }),
    ...(urgentSetting === undefined ? {} : { urgentSetting }),
    ...(editPermission === undefined ? {} : { editPermission }),
    ...(membershipApproval === undefined ? {} : { membershipApproval }),
  };
};
