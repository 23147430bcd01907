import { useState } from 'react';
import { longestExcerpt } from '../../../../electron/contract/limits';
import type { Draft, ExistingMessage } from '../../../../electron/contract/model/draft';
import { useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { PickerDialog } from '../../../ui/dialog/picker-dialog';
import { ChatPicker } from '../../shared/chat-picker';
import type { MessageSource } from './message-list';
import { MessageList } from './message-list';
import { PeopleStep } from './people-step';

export interface MessagePickerProps {
  onDone: (draft: Pick<Draft, 'about' | 'to'>) => void;
  onClose: () => void;
}

/** Picks an existing message to buzz in three steps: its chat or ID, the message, the people. */
export const MessagePicker = ({ onDone, onClose }: MessagePickerProps) => {
  const { t } = useTranslation('compose');
  const [source, setSource] = useState<MessageSource | null>(null);
  const [about, setAbout] = useState<ExistingMessage | null>(null);
  useConsent(true);

  if (source === null)
    return (
      <ChatPicker
        open
        onPick={({ chatId, name }) => setSource({ kind: 'chat', chatId, name })}
        onMessageId={(messageId) => setSource({ kind: 'id', messageId })}
        onClose={onClose}
      />
    );
  if (about === null)
    return (
      <PickerDialog
        key="messages"
        open
        title={source.kind === 'chat' ? source.name : t('messages-by-id')}
        onBack={() => setSource(null)}
        onClose={onClose}
      >
        <MessageList
          source={source}
          onPick={({ own, messageId, excerpt }, { chatId, name }) =>
            setAbout({
              kind: own ? 'message' : 'reply',
              messageId,
              chatId,
              chatName: name,
              // The screen shows only a line of it.
              excerpt: excerpt.slice(0, longestExcerpt),
            })
          }
        />
      </PickerDialog>
    );
  return (
    <PickerDialog key="people" open title={t('messages-people')} onBack={() => setAbout(null)} onClose={onClose}>
      <PeopleStep
        about={about}
        onDone={(people) => onDone({ about, to: people.map((person) => ({ kind: 'person', person })) })}
      />
    </PickerDialog>
  );
};
