import { Text } from 'lucide-react';
import type { Ref } from 'react';
import type { TemplateId } from '../../../../electron/contract/model/ids';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp, useStore } from '../../../state/use-app';
import { Button } from '../../../ui/form/button';
import { Menu, type MenuItem } from '../../../ui/overlay/menu';

/** The templates to insert, and the way to them. */
export const TemplateMenu = ({
  onPick,
  triggerRef,
}: {
  onPick: (id: TemplateId) => void;
  triggerRef: Ref<HTMLButtonElement>;
}) => {
  const { t } = useTranslation('compose');
  const store = useStore();
  const templates = useApp((state) => state.settings.templates);
  const manage: MenuItem = {
    kind: 'item',
    key: 'manage',
    label: t('templates-manage'),
    onSelect: () => store.go({ screen: 'settings', section: 'templates' }),
  };
  return (
    <Menu
      align="end"
      items={[
        ...templates.map(
          ({ id, name }): MenuItem => ({ kind: 'item', key: id, label: name, onSelect: () => onPick(id) }),
        ),
        ...(templates.length > 0 ? [{ kind: 'separator', key: 'line' } as const] : []),
        manage,
      ]}
      trigger={
        <Button ref={triggerRef} variant="link" size="s" icon={<Text size={13} aria-hidden />}>
          {t('templates')}
        </Button>
      }
    />
  );
};
