import { create } from 'zustand';
import type { Role } from '../../shared/contract/caller.ts';
import type { Language } from '../../shared/contract/daily-report.ts';

export const THEMES = ['dark', 'light', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

export const SCALE_RANGE = { minimumPercent: 80, maximumPercent: 200, stepPercent: 10 } as const;
export const WIDTH_RANGES = {
  left: { minimum: 220, maximum: 480, initial: 288 },
  right: { minimum: 340, maximum: 720, initial: 432 },
} as const;
export type SidePanel = keyof typeof WIDTH_RANGES;

export interface PanelLayout {
  /** Widths at 100 % interface scale, pixels. */
  readonly leftWidth: number;
  readonly rightWidth: number;
  readonly leftOpen: boolean;
  readonly rightOpen: boolean;
  readonly axisOpen: boolean;
}

/** Of alerts of level red; nothing else rings. */
export interface SoundSettings {
  /** False until somebody allowed it on this station. */
  readonly isAllowed: boolean;
  readonly mutedRoles: readonly Role[];
}

export interface ViewerSettings {
  /** Null: the one that the host was started in. */
  readonly language: Language | null;
  readonly theme: Theme;
  /** Null: by the size of the window. */
  readonly scalePercent: number | null;
  readonly layout: PanelLayout;
  readonly sound: SoundSettings;
}

interface SettingsStore extends ViewerSettings {
  /** False while the theme is the one that the system asks for: then it is not remembered, and the next start asks again. */
  readonly isThemeChosen: boolean;
  /** Whether the details lie over the map in a window too narrow for both; not remembered. */
  readonly drawerOpen: boolean;
  readonly actions: {
    change(settings: Partial<ViewerSettings>): void;
    changeLayout(layout: Partial<PanelLayout>): void;
    setWidth(side: SidePanel, width: number): void;
    setDrawer(open: boolean): void;
  };
}

/** Whoever told the system to show more contrast gets it here too, until they choose. */
function firstTheme(): Theme {
  if (typeof matchMedia === 'undefined') return 'dark';
  return matchMedia('(prefers-contrast: more), (forced-colors: active)').matches ? 'contrast' : 'dark';
}

export const useSettingsStore = create<SettingsStore>()((set) => ({
  language: null,
  theme: firstTheme(),
  isThemeChosen: false,
  scalePercent: null,
  drawerOpen: false,
  sound: { isAllowed: false, mutedRoles: [] },
  layout: {
    leftWidth: WIDTH_RANGES.left.initial,
    rightWidth: WIDTH_RANGES.right.initial,
    leftOpen: true,
    rightOpen: true,
    axisOpen: true,
  },
  actions: {
    change: (settings) => set(settings.theme === undefined ? settings : { ...settings, isThemeChosen: true }),
    setDrawer: (drawerOpen) => set({ drawerOpen }),
    changeLayout: (layout) => set((state) => ({ layout: { ...state.layout, ...layout } })),
    setWidth: (side, width) =>
      set((state) => {
        const { minimum, maximum } = WIDTH_RANGES[side];
        const clamped = Math.round(Math.min(maximum, Math.max(minimum, width)));
        return { layout: { ...state.layout, [side === 'left' ? 'leftWidth' : 'rightWidth']: clamped } };
      }),
  },
}));
