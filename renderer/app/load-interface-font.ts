import '@fontsource-variable/noto-sans-sc/index.css';
import { en } from './i18n/en.ts';
import { zhCN } from './i18n/zh-CN.ts';

const FAMILY = 'Noto Sans SC Variable';

/** Loads the parts of the bundled font that the catalogues need, so that the first screen is not set twice. */
export async function loadInterfaceFont(): Promise<void> {
  const characters = [...new Set(`${JSON.stringify(zhCN)}${JSON.stringify(en)}`)].join('');
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 13px "${FAMILY}"`, characters)));
}
