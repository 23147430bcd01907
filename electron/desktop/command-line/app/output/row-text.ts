import { localTime } from '../../../../contract/local-time';
import type { ActivityRow } from '../../../../contract/model/board';
import { channelWords, stateWords } from '../../../words/board-words';
import type { Speaker } from '../speaker';
import { oneLine } from './board-text';

/** A row of `list` as `--json` prints it. */
export const rowJson = (row: ActivityRow) => ({
  id: row.id,
  state: row.state,
  via: row.channel,
  title: row.title,
  text: row.text,
  createdAt: new Date(row.createdAt).toISOString(),
  workspace: row.workspaceName,
  practice: row.practice,
  people: row.people,
  accepted: row.accepted,
  read: row.read,
  attention: row.attention,
});

/** A row of `list` for people to read. */
export const rowText = (row: ActivityRow, speaker: Speaker): string =>
  [
    row.id,
    localTime(row.createdAt, speaker.zone(), speaker.locale, 'shortMinute'),
    stateWords[speaker.locale][row.state],
    channelWords[speaker.locale][row.channel],
    speaker.say(row.read > 0 ? 'summaryRead' : 'summary', {
      accepted: row.accepted,
      people: row.people,
      read: row.read,
    }),
    oneLine(row.title),
    oneLine(row.text).slice(0, 60),
  ].join('  ');
