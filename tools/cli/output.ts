/** What a command hands back, and how it is printed: one JSON object, or lines for people. */

export interface CommandResult {
  /** Exactly what `--json` prints. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The same for people. */
  readonly text: string;
  readonly asJson: boolean;
}

export type Command = (args: readonly string[]) => Promise<CommandResult>;

/** News while working, on the error stream: the output stream belongs to the result. */
export const note = (message: string): void => void process.stderr.write(`${message}\n`);
