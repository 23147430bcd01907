import type { Group } from '../../../../electron/contract/model/group';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { SelectBox } from '../../../ui/form/select-box';
import styles from './group-editor.module.css';

const channels = ['app', 'sms', 'phone'] as const;

/** Defaults of a draft to this group. */
export const DefaultsField = ({
  defaults,
  linked,
  onChange,
}: {
  defaults: Group['defaults'];
  /** True when there is a linked chat to deliver to. */
  linked: boolean;
  onChange: (defaults: Group['defaults']) => void;
}) => {
  const { t } = useTranslation(['groups', 'common']);
  const ladders = useApp((state) => state.settings.ladders);
  const lost =
    defaults.ladder !== null && defaults.ladder !== 'off' && ladders.every((ladder) => ladder.id !== defaults.ladder);
  const templates = useApp((state) => state.settings.templates);
  const gone = defaults.template !== null && templates.every((template) => template.id !== defaults.template);
  const asIs = { value: 'leave', label: t('leave') } as const;
  return (
    <section className={styles.field} aria-label={t('defaults')}>
      <h2 className={styles.label}>{t('defaults')}</h2>
      <div className={styles.pair}>
        <SelectBox
          label={t('default-channel')}
          prefix={t('default-channel')}
          value={defaults.channel ?? 'leave'}
          options={[asIs, ...channels.map((value) => ({ value, label: t(`common:channel-${value}`) }))]}
          onChange={(next) => onChange({ ...defaults, channel: next === 'leave' ? null : next })}
        />
        <SelectBox
          label={t('default-delivery')}
          prefix={t('default-delivery')}
          value={defaults.delivery ?? 'leave'}
          options={[
            asIs,
            { value: 'auto', label: t('common:mode-auto') },
            { value: 'direct', label: t('common:mode-direct') },
            { value: 'room', label: t('common:mode-room') },
            ...(linked ? [{ value: 'chat', label: t('delivery-chat') } as const] : []),
          ]}
          onChange={(next) => onChange({ ...defaults, delivery: next === 'leave' ? null : next })}
        />
        <SelectBox
          label={t('default-ladder')}
          prefix={t('default-ladder')}
          value={defaults.ladder ?? 'leave'}
          options={[
            asIs,
            { value: 'off', label: t('ladder-off') },
            ...ladders.map((ladder) => ({ value: ladder.id, label: ladder.name })),
          ]}
          {...(lost ? { shown: t('ladder-gone') } : {})}
          onChange={(next) => onChange({ ...defaults, ladder: next === 'leave' ? null : next })}
        />
        <SelectBox
          label={t('default-ask')}
          prefix={t('default-ask-short')}
          value={defaults.ask === undefined ? 'leave' : defaults.ask ? 'yes' : 'no'}
          options={[asIs, { value: 'yes', label: t('ask-yes') }, { value: 'no', label: t('ask-no') }]}
          onChange={(next) => {
            const { ask: _, ...others } = defaults;
            onChange(next === 'leave' ? others : { ...others, ask: next === 'yes' });
          }}
        />
        {(templates.length > 0 || gone) && (
          <SelectBox
            label={t('default-template')}
            prefix={t('default-template')}
            value={defaults.template ?? 'leave'}
            options={[asIs, ...templates.map((template) => ({ value: template.id, label: template.name }))]}
            {...(gone ? { shown: t('template-gone') } : {})}
            onChange={(next) => onChange({ ...defaults, template: next === 'leave' ? null : next })}
          />
        )}
      </div>
    </section>
  );
};
