type Environment = Readonly<Record<string, string | undefined>>;

/** Set for an app that was started on a virtual display because there was no other (build/screen/virtual-desktop.mjs). */
const virtualScreenVariable = 'FEISHU_BUZZ_VIRTUAL_SCREEN';

/** Whether the app's windows are where nobody sees them. */
export const isVirtualScreen = (env: Environment): boolean => env[virtualScreenVariable] === '1';
