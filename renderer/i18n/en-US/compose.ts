import type { Translated } from '../translated';
import type { compose as zh } from '../zh-CN/compose';

export const compose: Translated<typeof zh> = {};
