// The words of the first screen: the sentence it opens with, and what is going on until the first result.
import { formatBytes } from '$lib/i18n/numbers';
import type { Text } from '$lib/i18n/text';
import type { LoadPhase } from './first-light.svelte';

/** A little story and a question: short enough to compute at once, and the answer can be looked up by attention. */
export const sentences: Text = {
  en: 'Nora put the lamp in the garden. Omar left the mirror at the school.\nQ: where is the lamp? A:',
  'zh-CN': '建国把书放在阁楼上。阿珠把小号留在山谷里。\n问：书在哪里？答：',
};

/** What happens now, in one line. */
export function phaseWords(phase: LoadPhase | undefined): Text {
  if (!phase) return { en: 'Starting the model on this device …', 'zh-CN': '正在本机启动模型……' };
  if (phase === 'device')
    return { en: 'Opening the device and checking its arithmetic …', 'zh-CN': '正在打开设备并校验其运算……' };
  if ('received' in phase) {
    const total = phase.total === undefined ? '' : ` / ${formatBytes(phase.total)}`;
    const bytes = `${formatBytes(phase.received)}${total}`;
    return { en: `Loading the model: ${bytes}`, 'zh-CN': `正在读取模型：${bytes}` };
  }
  const kernels = `${phase.compiled} / ${phase.of}`;
  return { en: `Compiling kernels: ${kernels}`, 'zh-CN': `正在编译内核：${kernels}` };
}
