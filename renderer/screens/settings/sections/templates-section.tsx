import { Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react';
import { templateLimits } from '../../../../electron/contract/limits';
import type { Template } from '../../../../electron/contract/model/settings';
import { useTranslation } from '../../../i18n/use-translation';
import { classNames } from '../../../ui/class-names';
import { Button, IconButton } from '../../../ui/form/button';
import layout from '../../../ui/layout.module.css';
import { Menu } from '../../../ui/overlay/menu';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import { useOrderedRows } from '../../shared/ordered-list';
import { Section } from '../controls/section';
import styles from '../controls/settings.module.css';
import { templateList, useSettingsList } from '../editors/settings-list';

interface TemplatesSectionProps {
  onEdit: (template: Template | null) => void;
}

/** 模板: named message texts in the person's order; keys or dragging move them. Removing one can be undone. */
export const TemplatesSection = ({ onEdit }: TemplatesSectionProps) => {
  const { t } = useTranslation(['settings', 'common', 'groups']);
  const { items: templates, save, remove } = useSettingsList(templateList);
  const { orderAt, said } = useOrderedRows(templates, save);
  return (
    <Section part="templates" title={t('templates')} hint={t('templates-hint')}>
      {templates.length > 0 && (
        <ul className={styles.workspaces} aria-label={t('templates')}>
          {templates.map((template, index) => (
            <li key={template.id} className={classNames(styles.workspace, layout.movable)} {...orderAt(index).row}>
              <div className={styles.line}>
                <b className={styles.name}>{template.name}</b>
                <span className={styles.grow} />
                <IconButton
                  label={t('edit', { name: template.name })}
                  icon={<Pencil size={14} aria-hidden />}
                  {...orderAt(index).button}
                  onClick={() => onEdit(template)}
                />
                <Menu
                  align="end"
                  items={[
                    ...orderAt(index).menuItems,
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
