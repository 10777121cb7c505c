import '@fontsource-variable/noto-sans-sc/index.css';
import { en } from './i18n/en.ts';
import { zhCN } from './i18n/zh-CN.ts';

const FAMILY = 'Noto Sans SC Variable';

/** A file that never comes must not keep a screen dark: the system's font stands in until it does. */
const LONGEST_WAIT_MS = 5000;

/** Loads the parts of the bundled font that the catalogues need, so that the first screen is not set twice. Resolves when they are there, or late. */
export async function loadInterfaceFont(): Promise<void> {
  const characters = [...new Set(`${JSON.stringify(zhCN)}${JSON.stringify(en)}`)].join('');
  const loaded = Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 13px "${FAMILY}"`, characters)));
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
}
