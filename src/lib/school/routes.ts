// The addresses of the site's pages. The only place of the school that knows routes.
import { resolve } from '$app/paths';
import type { Lang } from '../i18n/text';

type Params = Readonly<Record<string, string | undefined>>;

export const homePath = (lang: Lang): string => resolve('/[lang=lang]', { lang });
export const settingsPath = (lang: Lang): string => resolve('/[lang=lang]/settings', { lang });
export const labPath = (lang: Lang, track: string, slug: string): string =>
  resolve('/[lang=lang]/labs/[track]/[lab]', { lang, track, lab: slug });

/** This page in another language; the home page where the page is unknown. */
export function inLang(routeId: string | null, params: Params, lang: Lang): string {
  const { track, lab } = params;
  if (track !== undefined && lab !== undefined) return labPath(lang, track, lab);
  if (routeId === '/[lang=lang]/settings') return settingsPath(lang);
  return homePath(lang);
}
