import { ArrowDown, ArrowUp, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { templateLimits } from '../../../../electron/contract/limits';
import type { Template } from '../../../../electron/contract/model/settings';
import { useTranslation } from '../../../i18n/use-translation';
import { isIme } from '../../../keys/whose-key';
import { useApp } from '../../../state/app-store';
import { classNames } from '../../../ui/class-names';
import { Button, IconButton } from '../../../ui/form/button';
import layout from '../../../ui/layout.module.css';
import { Menu } from '../../../ui/overlay/menu';
import { Kbd } from '../../../ui/text/kbd';
import { VisuallyHidden } from '../../../ui/text/visually-hidden';
import { move, useDrag } from '../../shared/ordered-list';
import { Section } from '../controls/section';
import styles from '../controls/settings.module.css';
import { templateList, useSettingsList } from '../editors/settings-list';

interface TemplatesSectionProps {
  shown: boolean;
  onEdit: (template: Template | null) => void;
}

/** 模板: message texts with a name, in the person's order, moved by keys or by dragging. Removing one can be taken back. */
export const TemplatesSection = ({ shown, onEdit }: TemplatesSectionProps) => {
  const { t } = useTranslation(['settings', 'common', 'groups']);
  const { items: templates, save, remove } = useSettingsList(templateList);
  const platform = useApp((state) => state.platform);
  const [said, setSaid] = useState('');
  const moveTo = async (from: number, to: number) => {
    if (to < 0 || to >= templates.length) return;
    if (!(await save(move(templates, from, to)))) return;
    setSaid(t('groups:moved-to', { name: templates[from]?.name ?? '', position: to + 1, total: templates.length }));
  };
  const drag = useDrag((from, to) => void moveTo(from, to));
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (!event.altKey || isIme(event.nativeEvent)) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    void moveTo(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  return (
    <Section title={t('templates')} hint={t('templates-hint')} shown={shown}>
      {templates.length > 0 && (
        <ul className={styles.workspaces} aria-label={t('templates')}>
          {templates.map((template, index) => (
            <li
              key={template.id}
              className={classNames(styles.workspace, layout.movable)}
              data-drop={drag.markAt(index) ?? undefined}
              draggable
              {...drag.handlers(index)}
            >
              <div className={styles.line}>
                <b className={styles.name}>{template.name}</b>
                <span className={styles.grow} />
                <IconButton
                  label={t('edit', { name: template.name })}
                  icon={<Pencil size={14} aria-hidden />}
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                  onClick={() => onEdit(template)}
                  onKeyDown={(event) => onKeyDown(event, index)}
                />
                <Menu
                  align="end"
                  items={[
                    {
                      kind: 'item',
                      key: 'up',
                      label: t('groups:move-up'),
                      icon: <ArrowUp size={14} />,
                      hint: <Kbd keys="Alt+↑" platform={platform} />,
                      disabled: index === 0,
                      onSelect: () => void moveTo(index, index - 1),
                    },
                    {
                      kind: 'item',
                      key: 'down',
                      label: t('groups:move-down'),
                      icon: <ArrowDown size={14} />,
                      hint: <Kbd keys="Alt+↓" platform={platform} />,
                      disabled: index === templates.length - 1,
                      onSelect: () => void moveTo(index, index + 1),
                    },
                    { kind: 'separator', key: 'line' },
                    {
                      kind: 'item',
                      key: 'delete',
                      label: t('common:delete'),
                      icon: <Trash2 size={14} />,
                      danger: true,
                      onSelect: () => void remove(template, t('template-removed', { name: template.name })),
                    },
                  ]}
                  trigger={
                    <IconButton
                      label={t('groups:more', { name: template.name })}
                      icon={<Ellipsis size={16} aria-hidden />}
                    />
                  }
                />
              </div>
              <small className={layout.ellipsis}>{template.text}</small>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          icon={<Plus size={14} aria-hidden />}
          disabled={templates.length >= templateLimits.templates}
          onClick={() => onEdit(null)}
        >
          {t('template-new')}
        </Button>
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Section>
  );
};
