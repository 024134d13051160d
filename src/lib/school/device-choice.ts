/**
 * Which device the visitor asks for: `?device=webgpu|cpu` of this page first, then the setting, else `auto`
 * (WebGPU where it works and agrees with the CPU). A wish, not what was got: that is on the status line.
 */

export type DeviceWish = 'auto' | 'webgpu' | 'cpu';
/** A device that computes. */
export type DeviceKind = 'webgpu' | 'cpu';

export interface DeviceChoice {
  readonly wish: DeviceWish;
  /** Who says so; the page tells it when the CPU device is used. */
  readonly from: 'link' | 'setting' | 'default';
}

const KEY = 'glassbox:device';
const wishes: readonly DeviceWish[] = ['auto', 'webgpu', 'cpu'];

const readWish = (value: string | null | undefined): DeviceWish | undefined =>
  wishes.find((wish) => wish === value);

/** The choice out of a query string and a kept setting. Anything unknown counts as absent. */
export function chooseDevice(search: string, setting: string | null | undefined): DeviceChoice {
  const asked = readWish(new URLSearchParams(search).get('device'));
  if (asked) return { wish: asked, from: 'link' };
  const kept = readWish(setting);
  return kept && kept !== 'auto' ? { wish: kept, from: 'setting' } : { wish: 'auto', from: 'default' };
}

/** This page's choice. Call it in the browser only (`onMount`, event handlers): pages are prerendered. */
export const deviceChoice = (): DeviceChoice => chooseDevice(location.search, readSetting());

/** The setting as progress mirrors it for the first paint, or null; null too where storage is blocked. */
export function readSetting(): DeviceWish | null {
  try {
    return readWish(localStorage.getItem(KEY)) ?? null;
  } catch {
    return null; // blocked storage has no settings: the default holds
  }
}
