import { Text } from 'lucide-react';
import { type Ref, useCallback } from 'react';
import type { Group } from '../../../../electron/contract/model/group';
import type { TemplateId } from '../../../../electron/contract/model/ids';
import { asksClipboard } from '../../../../electron/contract/rules/consent';
import { useBridge } from '../../../bridge';
import { useAdvice } from '../../../i18n/advice';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp, useAppStore } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Menu, type MenuItem } from '../../../ui/overlay/menu';
import { useComposer } from '../draft/composer';

/** Templates filled in by main, because the person inserts one or picks a group that begins with one without the clipboard. */
export const useTemplate = () => {
  const { t } = useTranslation('compose');
  const bridge = useBridge();
  const advice = useAdvice();
  const composer = useComposer();
  const store = useAppStore();

  /** The text to insert, or null when there is none: then it is said why. */
  const fill = useCallback(
    async (id: TemplateId): Promise<string | null> => {
      const answer = await bridge.fillTemplate({ id });
      if (!answer.ok) toast(advice(answer.problem));
      else if (answer.value.cut) toast(t('template-cut'));
      return answer.ok ? answer.value.text : null;
    },
    [bridge, advice, t],
  );
  /** Puts the template of a group into the message, unless something is written there already. */
  const begin = useCallback(
    async (group: Group) => {
      const id = group.defaults.template;
      const isEmpty = () => {
        const { draft } = composer.current();
        return draft.text.trim() === '' && draft.about === null && draft.workspaceId === group.workspaceId;
      };
      const template = store.current().settings.templates.find((each) => each.id === id);
      if (!template || !isEmpty()) return;
      // A group may be picked by a key, a menu or in passing: the clipboard is read only for a template that is inserted.
      if (asksClipboard(template.text)) return void toast(t('template-not-begun', { name: template.name }));
      const text = await fill(template.id);
      if (text !== null && isEmpty()) composer.edit({ text });
    },
    [composer, fill, store, t],
  );
  return { fill, begin };
};

/** The templates to insert, and the way to them. */
export const TemplateMenu = ({
  onPick,
  triggerRef,
}: {
  onPick: (id: TemplateId) => void;
  triggerRef: Ref<HTMLButtonElement>;
}) => {
  const { t } = useTranslation('compose');
  const store = useAppStore();
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
