// The language chosen before, as progress mirrors it for the first page.
import { isLang, type Lang } from '../i18n/text';

/** @returns null when none was chosen, or storage is blocked */
export function keptLang(): Lang | null {
  try {
    const kept = localStorage.getItem('glassbox:lang');
    return kept !== null && isLang(kept) ? kept : null;
  } catch {
    return null; // blocked storage keeps no choice: the browser's language decides
  }
}
