// Errors that no page caught, in the browser. A page that is not there is no error of ours: the 404 page says so.
import type { HandleClientError } from '@sveltejs/kit';

export const handleError: HandleClientError = ({ error, status, message }) => {
  if (status === 404) return { message };
  reportError(error);
  return { message: error instanceof Error ? error.message : message };
};
