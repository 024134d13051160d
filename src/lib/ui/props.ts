// Props of every control. Words come in as props; values go out as events (`on…`) or through `bind:`.
// `oninput` tells every change while dragging or typing, `onchange` the settled value.
import type { Component, Snippet } from 'svelte';

/** A component that draws an icon, e.g. one of @lucide/svelte. */
export type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;

export interface ButtonProps {
  children: Snippet;
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: Icon;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** Shows a spinner and refuses clicks, but stays focusable. */
  busy?: boolean;
  title?: string;
  onclick?: (event: MouseEvent) => void;
}

export interface IconButtonProps {
  icon: Icon;
  /** Accessible name and tooltip. */
  label: string;
  /** Makes it a toggle button. */
  pressed?: boolean;
  disabled?: boolean;
  /** Shown in the tooltip and to assistive technology: `ArrowLeft`. */
  keys?: string;
  onclick?: (event: MouseEvent) => void;
}

/** What every labelled field has. */
export interface FieldProps {
  label: string;
  /** A sentence under the field. */
  help?: string;
  /** What is wrong, and what to do: the field is marked invalid. */
  error?: string | null;
  disabled?: boolean;
}

export interface SliderProps extends FieldProps {
  value: number;
  min?: number;
  max?: number;
  step?: number;
  /** Only these values, ascending (64, 128, 256 …); replaces min, max and step. */
  values?: readonly number[];
  /** Equal steps of the handle are equal ratios (learning rate). */
  log?: boolean;
  unit?: string;
  format?: (value: number) => string;
  oninput?: (value: number) => void;
  onchange?: (value: number) => void;
}

export interface NumberFieldProps extends FieldProps {
  value: number;
  min?: number;
  max?: number;
  step?: number | 'any';
  unit?: string;
  onchange?: (value: number) => void;
  /** What was typed when it is no number in [min, max]; the value keeps its last valid state. */
  oninvalid?: (typed: string) => void;
}

export interface SelectOption {
  value: string;
  label: string;
  group?: string;
  disabled?: boolean;
}

export interface SelectProps extends FieldProps {
  value: string;
  options: readonly SelectOption[];
  onchange?: (value: string) => void;
}

export interface TextAreaProps extends FieldProps {
  value: string;
  rows?: number;
  placeholder?: string;
  /** A computed line under the field, e.g. «1,204 characters, 3,100 bytes». */
  counter?: string;
  mono?: boolean;
  lang?: string;
  oninput?: (value: string) => void;
  /** Ctrl/⌘ + Enter. */
  onsubmit?: (value: string) => void;
}

export interface TabItem {
  id: string;
  label: string;
}

export interface TabsProps {
  label: string;
  tabs: readonly TabItem[];
  /** Bindable: id of the open tab; default the first. */
  active?: string;
  panel: Snippet<[string]>;
  onchange?: (id: string) => void;
}

export interface SegmentedControlProps {
  label: string;
  /** Hide the label visually; it stays the accessible name. */
  hideLabel?: boolean;
  options: readonly { value: string; label: string; disabled?: boolean }[];
  value: string;
  disabled?: boolean;
  onchange?: (value: string) => void;
}

export interface ToggleProps {
  label: string;
  checked: boolean;
  help?: string;
  disabled?: boolean;
  onchange?: (checked: boolean) => void;
}

export interface DialogProps {
  /** Bindable. */
  open: boolean;
  title: string;
  words: { close: string };
  children: Snippet;
  footer?: Snippet;
  wide?: boolean;
  onclose?: () => void;
}

export interface ProgressProps {
  /** What is going on: «compiling kernels». */
  phase: string;
  done: number;
  /** Unknown when absent: the bar moves without an end. */
  total?: number;
  /** Writes an amount with its unit, e.g. `formatBytes`; default: the plain number. */
  format?: (amount: number) => string;
  /** Units of `done` per second: shown, and with a total it gives the time left. */
  ratePerSecond?: number;
  /** Writes a duration in ms; without it no time is shown. */
  formatTime?: (ms: number) => string;
  /** `timeLeft` holds `{time}` where the duration goes: «{time} left», «剩余 {time}». */
  words: { cancel: string; timeLeft: string };
  oncancel?: () => void;
}

export interface BadgeProps {
  children: Snippet;
  tone?: 'plain' | 'accent' | 'good' | 'warn' | 'bad';
  icon?: Icon;
  title?: string;
}

export interface NoticeProps {
  tone: 'info' | 'good' | 'warn' | 'error';
  title?: string;
  children?: Snippet;
  actions?: Snippet;
  /** With a handler there is a button named `dismissLabel`. */
  ondismiss?: () => void;
  dismissLabel?: string;
}

export interface FileDropProps {
  label: string;
  /** The sentence in the drop zone. */
  hint: string;
  /** The button's word. */
  browse: string;
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  error?: string | null;
  onfiles: (files: File[]) => void;
}

export interface DetailsProps {
  summary: string;
  /** Bindable. */
  open?: boolean;
  children: Snippet;
}

export interface KeyHelpEntry {
  /** As printed on the keys: ['←', '→'] or ['Ctrl', 'K'] joined by `+` when `chord`. */
  keys: readonly string[];
  chord?: boolean;
  what: string;
}

export interface KeyHelpProps {
  entries: readonly KeyHelpEntry[];
  words: { title: string; open: string; close: string };
}

export interface StepperWords {
  first: string;
  previous: string;
  next: string;
  last: string;
  play: string;
  pause: string;
  speed: string;
  /** Name of the scrubber: «step». */
  step: string;
}
