/**
 * The reader's settings, and their mirror in localStorage: the first paint needs the theme before any database
 * answers. Where mirror and database differ, the mirror is newer.
 */
import type { DeviceWish, Settings, Theme } from './types';

export const DEFAULTS: Settings = { theme: 'auto', lang: null, device: 'auto' };
export const SETTING_NAMES = ['theme', 'lang', 'device'] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

const KEY = 'glassbox:';
const themes: readonly Theme[] = ['auto', 'light', 'dark'];
const devices: readonly DeviceWish[] = ['auto', 'webgpu', 'cpu'];

/** The setting with this value, or nothing when it is not one. */
export function readSetting(name: string, value: unknown): Partial<Settings> {
  if (name === 'theme' && themes.includes(value as Theme)) return { theme: value as Theme };
  if (name === 'device' && devices.includes(value as DeviceWish)) return { device: value as DeviceWish };
  if (name === 'lang' && (value === null || value === 'en' || value === 'zh-CN')) return { lang: value };
  return {};
}

/** What localStorage holds; nothing where it is blocked. */
export function readMirror(): Partial<Settings> {
  try {
    return Object.assign(
      {},
      ...SETTING_NAMES.map((name) => {
        const value = localStorage.getItem(KEY + name);
        return value === null ? {} : readSetting(name, value);
      }),
    ) as Partial<Settings>;
  } catch {
    return {}; // blocked: the defaults hold, and the storage state tells the reader
  }
}

export function writeMirror(settings: Settings): void {
  try {
    for (const name of SETTING_NAMES) {
      const value = settings[name];
      if (value === DEFAULTS[name]) localStorage.removeItem(KEY + name);
      else localStorage.setItem(KEY + name, String(value));
    }
  } catch {
    // Blocked: the mirror only spares a flash of the wrong theme; the database is the record.
  }
}
