import { useState } from 'react';
import type { Plan, PlannedPerson } from '../../../../electron/contract/model/plan';
import { useBridge } from '../../../bridge';
import { useAdvice } from '../../../i18n/advice';
import { useTranslation } from '../../../i18n/use-translation';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { useComposer } from '../draft/use-composer';

/** Lets those into the chat who would otherwise not be reached there; nothing when everybody is in it. */
export const AddToChat = ({ chat, people }: { chat: NonNullable<Plan['chat']>; people: readonly PlannedPerson[] }) => {
  const { t } = useTranslation('compose');
  const advice = useAdvice();
  const bridge = useBridge();
  const composer = useComposer();
  const [adding, setAdding] = useState(false);
  const outside = people.flatMap(({ preflight, idType, id }) =>
    preflight?.outcome === 'not-in-chat' && idType !== null && id !== null ? [{ idType, id }] : [],
  );
  if (outside.length === 0) return null;

  const add = async () => {
    setAdding(true);
    const answer = await bridge.addToChat({ chatId: chat.chatId, people: outside });
    setAdding(false);
    const reason = answer.ok ? answer.value.problem : answer.problem;
    if (answer.ok && answer.value.added > 0) toast(t('added-to-chat', { count: answer.value.added }));
    if (reason) toast(advice(reason));
    composer.replan();
  };
  return (
    <Button size="s" wide loading={adding} onClick={() => void add()}>
      {t('add-to-chat', { count: outside.length, chat: chat.name })}
    </Button>
  );
};
