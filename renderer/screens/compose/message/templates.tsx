import { Text } from 'lucide-react';
import { type Ref, useCallback } from 'react';
import type { Group } from '../../../../electron/contract/model/group';
import type { TemplateId } from '../../../../electron/contract/model/ids';
import type { FilledTemplate } from '../../../../electron/contract/model/settings';
import { isBlank } from '../../../../electron/contract/plain-text';
import { asksClipboard } from '../../../../electron/contract/rules/consent';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp, useAppStore } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Menu, type MenuItem } from '../../../ui/overlay/menu';
import { useComposer } from '../draft/composer';

/** Fills in templates by main: one that the person inserts, or the template of a picked group unless it uses the clipboard. */
export const useTemplate = () => {
  const { t } = useTranslation('compose');
  const bridge = useBridge();
  const advice = useAdvice();
  const composer = useComposer();
  const store = useAppStore();

  /** Answers with what to insert, or with null after a toast that says why there is nothing. */
  const fill = useCallback(
    async (id: TemplateId): Promise<FilledTemplate | null> => {
      const answer = await bridge.fillTemplate({ id });
      if (!answer.ok) {
        toast(advice(answer.problem));
        return null;
      }
      if (answer.value.cut) toast(t('template-cut'));
      if (answer.value.picture === 'missing') toast(t('template-no-picture'));
      return answer.value;
    },
    [bridge, advice, t],
  );
  /** Puts the template of a group into the message, unless the message has a text already. */
  const begin = useCallback(
    async (group: Group) => {
      const id = group.defaults.template;
      const isEmpty = () => {
        const { draft } = composer.current();
        return isBlank(draft.text) && draft.about === null && draft.workspaceId === group.workspaceId;
      };
      const template = store.current().settings.templates.find((each) => each.id === id);
      if (!template || !isEmpty()) return;
      // A group may be picked by a key, a menu or in passing, so the clipboard is read only for a template inserted by hand.
      if (asksClipboard(template.text)) return void toast(t('template-not-begun', { name: template.name }));
      const filled = await fill(template.id);
      if (filled && isEmpty()) composer.edit({ text: filled.text });
    },
    [composer, fill, store, t],
  );
  return { fill, begin };
};

/** The menu of templates to insert, with a way to manage them. */
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
