import { failed, ok } from '../../../contract/advice/problem';
import { listMessages } from '../../../core/buzz/existing-message/list-messages';
import type { Program } from '../../program';
import type { Handlers } from '../ipc-host';

type Messages = Pick<Handlers, 'listMessages' | 'listReaders'>;

/** Messages that are there already, to be buzzed or replied to, in the workspace being looked at. */
export const answerMessages = (program: Program): Messages => ({
  listMessages: async (asked) => {
    const id = program.currentWorkspaceId();
    const feishu = program.open.feishu(id);
    const directory = program.open.directory(id);
    if (!feishu.ok) return feishu;
    if (!directory.ok) return directory;
    return listMessages(asked, { feishu: feishu.value, directory: directory.value, locale: program.locale() });
  },

  listReaders: async ({ messageId }) => {
    const feishu = program.open.feishu(program.currentWorkspaceId());
    if (!feishu.ok) return feishu;
    const readers = await feishu.value.readers({ messageId, idType: 'open_id' });
    return readers.ok ? ok(readers.value.map((reader) => reader.id)) : failed(readers.failure.problem);
  },
});
