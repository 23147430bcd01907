import type { ComponentProps } from 'react';
import styles from './text-area.module.css';

/** Several lines of text. */
export const TextArea = (props: ComponentProps<'textarea'>) => <textarea {...props} className={styles.area} />;
