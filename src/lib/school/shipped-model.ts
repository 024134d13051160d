// Where the model that ships with the site lies, as workers need it: absolute, also under a sub-path.
import { asset } from '$app/paths';

/** The folder of the shipped model. In the browser only. */
export const shippedModelUrl = (): string => new URL(asset('/models/pocket'), location.href).href;

/** One of its files. */
export const shippedFileUrl = (name: string): string => `${shippedModelUrl()}/${name}`;
