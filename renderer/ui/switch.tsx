import styles from './switch.module.css';

/** On or off, at once. */
export const Switch = ({
  label,
  checked,
  onChange,
  id,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  id?: string;
}) => (
  <button
    type="button"
    role="switch"
    id={id}
    aria-label={label}
    aria-checked={checked}
    className={styles.switch}
    onClick={() => onChange(!checked)}
  />
);
