import { useState } from 'react';
import type { Delivery } from '../../../../electron/contract/model/draft';
import type { Plan } from '../../../../electron/contract/model/plan';
import { useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { SelectBox, type SelectOption } from '../../../ui/form/select-box';
import { ChatPicker } from '../../shared/chat-picker';

type Choice = Delivery['mode'] | 'pick';

/** The choice of delivery. For `auto` the closed box also shows the mode that the plan uses. */
export const DeliveryField = ({
  value,
  plan,
  onChange,
}: {
  value: Delivery;
  plan: Plan | null;
  onChange: (delivery: Delivery) => void;
}) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const [picking, setPicking] = useState(false);
  useConsent(picking);

  const options: SelectOption<Choice>[] = [
    { value: 'auto', label: t('delivery-auto'), hint: t('delivery-auto-hint') },
    { value: 'direct', label: t('delivery-direct'), hint: t('delivery-direct-hint') },
    { value: 'room', label: common('mode-room'), hint: t('delivery-room-hint') },
  ];
  if (value.mode === 'chat')
    options.push({
      value: 'chat',
      label: t('delivery-chat', { name: value.name }),
      hint: t('delivery-chat-hint'),
    });
  options.push({ value: 'pick', label: t('delivery-pick'), hint: t('delivery-pick-hint') });

  const comesTo = plan && (plan.chat ? t('delivery-chat', { name: plan.chat.name }) : common(`mode-${plan.mode}`));
  const shown = value.mode === 'auto' && comesTo ? t('delivery-auto-as', { mode: comesTo }) : undefined;
  const choose = (choice: Choice) => {
    switch (choice) {
      case 'auto':
      case 'direct':
      case 'room':
        return onChange({ mode: choice });
      case 'pick':
        return setPicking(true);
      case 'chat':
        return;
    }
  };

  return (
    <>
      <SelectBox<Choice>
        label={t('delivery')}
        prefix={t('delivery')}
        options={options}
        value={value.mode}
        onChange={choose}
        {...(shown === undefined ? {} : { shown })}
      />
      <ChatPicker
        open={picking}
        onClose={() => setPicking(false)}
        onPick={(chat) => {
          setPicking(false);
          onChange({ mode: 'chat', chatId: chat.chatId, name: chat.name });
        }}
      />
    </>
  );
};
