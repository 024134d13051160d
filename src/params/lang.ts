// The only route matcher: the two languages of the site, as they stand in the URL and in `lang`.
import type { ParamMatcher } from '@sveltejs/kit';

/** @returns whether the path segment names a language of the site */
export const match = ((param): param is 'en' | 'zh-CN' => {
  return param === 'en' || param === 'zh-CN';
}) satisfies ParamMatcher;
