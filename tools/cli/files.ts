/** Files given on the command line: a missing one is the caller's mistake, unreadable text is named by its byte. */
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GlassboxError } from '../../src/lib/base/errors';
import { readModelFolder, type ModelFolder } from '../../src/lib/formats/model-folder';
import { UsageError } from './arguments';

/** The shipped model's folder. */
export const POCKET = fileURLToPath(new URL('../../static/models/pocket', import.meta.url));

/** @throws UsageError naming the option when there is no such file. */
export async function readBytes(option: string, path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(resolve(path)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' }[
      code ?? ''
    ];
    throw new UsageError(`--${option} ${path}: ${why ?? String(error)}`);
  }
}

/** UTF-8 as it stands; a leading byte-order mark stays. @throws UsageError | GlassboxError file-malformed */
export async function readText(option: string, path: string): Promise<string> {
  const bytes = await readBytes(option, path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new GlassboxError('file-malformed', `${path}: expected UTF-8 text`, { file: path });
  }
}

/** `pocket` or a folder in Hugging Face layout. @throws UsageError | GlassboxError as readModelFolder */
export async function openFolder(option: string, name: string): Promise<ModelFolder> {
  const folder = name === 'pocket' ? POCKET : resolve(name);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new UsageError(`--${option} ${name}: there is no such folder`);
  return readModelFolder((file) => readBytes(option, join(folder, file)));
}
