// Words for every named failure: what happened, why, and what to do next. Codes and data are base/errors.ts'.
import type { ErrorCode, ErrorData, Failure } from '../base/errors';
import { formatBytes } from './numbers';
import type { Text } from './text';

/** The three things a reader needs to know of a failure. */
export interface FailureWords {
  readonly what: Text;
  readonly why: Text;
  readonly next: Text;
}

type Fact = (key: string) => string | number | undefined;
type Writer = (fact: Fact) => FailureWords;

const words = (what: Text, why: Text, next: Text): FailureWords => ({ what, why, next });
const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const bytes = (value: string | number | undefined): string | undefined =>
  typeof value === 'number' ? formatBytes(value) : undefined;

const file = (fact: Fact): Text =>
  fact('file') === undefined ? t('The file', '文件') : t(`The file ${fact('file')}`, `文件 ${fact('file')} `);

/** What was expected, what was found, and where, as far as the failure tells. */
function mismatch(fact: Fact, otherwise: Text): Text {
  const [expected, got, offset] = [fact('expected'), fact('got'), fact('offset') ?? fact('where')];
  if (expected === undefined && got === undefined) return otherwise;
  return t(
    [
      expected !== undefined && `expected ${expected}`,
      got !== undefined && `found ${got}`,
      offset !== undefined && (typeof offset === 'number' ? `at byte ${offset}` : `at ${offset}`),
    ]
      .filter(Boolean)
      .join(', ')
      .replace(/^./, (first) => first.toUpperCase()) + '.',
    [
      expected !== undefined && `应为 ${expected}`,
      got !== undefined && `实为 ${got}`,
      offset !== undefined && (typeof offset === 'number' ? `位于第 ${offset} 字节` : `位于 ${offset}`),
    ]
      .filter(Boolean)
      .join('，') + '。',
  );
}

const cpuInstead = t(
  'Small labs run on the CPU device meanwhile, and say so.',
  '这期间小规模的实验会在 CPU 设备上运行，页面会标明。',
);
const retryOrReload = t(
  'Try again; if it happens again, reload the page. What was saved is kept.',
  '请重试；若再次出现，请刷新页面。已保存的内容不会丢。',
);

const deviceWriters = {
  'device-insecure-context': () =>
    words(
      t('WebGPU is switched off on this address.', '这个网址下浏览器关闭了 WebGPU。'),
      t(
        'Browsers offer it only over https or on localhost.',
        '浏览器只在 https 或 localhost 下提供 WebGPU。',
      ),
      t('Open the site over https. ' + cpuInstead.en, '请改用 https 打开。' + cpuInstead['zh-CN']),
    ),
  'device-no-webgpu': () =>
    words(
      t('This browser has no WebGPU.', '这个浏览器没有 WebGPU。'),
      t('It is too old for it, or it is switched off.', '浏览器版本过旧，或该功能被关闭。'),
      t(
        'A current Chrome, Edge, Safari or Firefox has it. ' + cpuInstead.en,
        '新版 Chrome、Edge、Safari、Firefox 均支持。' + cpuInstead['zh-CN'],
      ),
    ),
  'device-no-adapter': () =>
    words(
      t('The browser found no graphics adapter it would use.', '浏览器没有找到可用的图形适配器。'),
      t(
        'Hardware acceleration may be off, or the driver may be on the browser’s block list.',
        '可能关闭了硬件加速，或显卡驱动在浏览器的禁用名单里。',
      ),
      t(
        'Switch hardware acceleration on and update the driver. ' + cpuInstead.en,
        '请打开硬件加速、更新显卡驱动。' + cpuInstead['zh-CN'],
      ),
    ),
  'device-software': (fact) =>
    words(
      t('The only WebGPU adapter here is software.', '这里唯一的 WebGPU 适配器是软件模拟的。'),
      t(
        `${fact('device') ?? 'It'} computes on the processor anyway, so nothing is gained by going through it.`,
        `${fact('device') ?? '它'} 归根到底还是在处理器上算，绕这一圈没有好处。`,
      ),
      t(
        'The CPU device computes instead. To use the adapter all the same, choose WebGPU in the settings.',
        '因此改由 CPU 设备计算。如果仍想用这个适配器，可在设置里选择 WebGPU。',
      ),
    ),
  'device-refused': (fact) =>
    words(
      t('The graphics adapter refused to open.', '图形适配器拒绝打开。'),
      t(
        `The browser says: ${fact('detail') ?? 'no reason given'}.`,
        `浏览器给出的原因：${fact('detail') ?? '未说明'}。`,
      ),
      t('Close other pages that use the GPU and reload.', '关闭其他占用 GPU 的页面后刷新。'),
    ),
  'device-lost': () =>
    words(
      t('The GPU was taken away while it was computing.', '计算途中 GPU 连接断开。'),
      t(
        'The driver was reset, the machine slept, or one step took too long.',
        '驱动重置、休眠，或单步耗时过长。',
      ),
      t('Continue: work goes on from the last checkpoint.', '点“继续”，会从最近的检查点接着算。'),
    ),
  'device-out-of-memory': (fact) => {
    const [needed, available] = [bytes(fact('neededBytes')), bytes(fact('availableBytes'))];
    return words(
      t('There is not enough GPU memory for this.', '显存不够。'),
      needed && available
        ? t(
            `${needed} are needed, the device allows ${available}.`,
            `需要 ${needed}，设备最多允许 ${available}。`,
          )
        : t('The device refused the memory.', '设备拒绝了这次显存申请。'),
      t(
        'Choose a smaller size, or close other pages that use the GPU.',
        '请调小规模，或关闭其他占用 GPU 的页面。',
      ),
    );
  },
  'device-invalid': (fact) =>
    words(
      t('The GPU rejected a command. This is a fault of ours.', 'GPU 拒绝了一条指令，这是本站的错误。'),
      t(`It says: ${fact('detail') ?? 'nothing more'}.`, `报告内容：${fact('detail') ?? '无'}。`),
      t('Switch to the CPU device in the settings and go on.', '可在设置里改用 CPU 设备继续。'),
    ),
  'parity-failed': (fact) =>
    words(
      t('This GPU’s results differ from the reference.', '这块 GPU 的结果与参考实现不一致。'),
      t(
        `A known-answer test failed (${fact('detail') ?? 'no details'}); its numbers cannot be trusted.`,
        `已知答案测试没有通过（${fact('detail') ?? '无详情'}），其数值不可信。`,
      ),
      t(
        'The CPU device is used instead. A driver update may help.',
        '已改用 CPU 设备。更新显卡驱动可能有用。',
      ),
    ),
} satisfies Partial<Record<ErrorCode, Writer>>;

const inputWriters = {
  'loss-not-finite': (fact) =>
    words(
      t(
        `The loss became infinite or not a number${fact('step') === undefined ? '' : ` at step ${fact('step')}`}.`,
        `${fact('step') === undefined ? '' : `第 ${fact('step')} 步`}损失变成了无穷大或 NaN。`,
      ),
      t('The steps were too large: training diverged.', '更新步子太大，训练发散了。'),
      t('Lower the learning rate and go on from the last checkpoint.', '调低学习率，从最近的检查点继续。'),
    ),
  'text-empty': () =>
    words(
      t('There is no text to compute on.', '没有可计算的文本。'),
      t('The field is empty.', '输入框是空的。'),
      t('Type a word or a sentence.', '输入一个词或一句话即可。'),
    ),
  'text-too-short': (fact) =>
    words(
      t('The text is too short to learn from.', '文本太短，没法训练。'),
      t(
        `It has ${fact('tokens') ?? 'few'} tokens; one training window takes ${fact('least') ?? 'more'}.`,
        `共 ${fact('tokens') ?? '很少'} 个词元，而一个训练窗口要 ${fact('least') ?? '更多'} 个。`,
      ),
      t('Paste more text, or choose a shorter context.', '请多贴一些文字，或把上下文长度调短。'),
    ),
  'text-too-long': (fact) =>
    words(
      t('The text is too long.', '文本太长。'),
      t(
        `It has ${fact('tokens') ?? 'more'} tokens; ${fact('most') ?? 'fewer'} fit here.`,
        `共 ${fact('tokens') ?? '过多'} 个词元，这里最多 ${fact('most') ?? '有限'} 个。`,
      ),
      t('Shorten it. Nothing was changed.', '请截短。原内容没有改动。'),
    ),
  'text-lone-surrogate': (fact) =>
    words(
      t('The text holds half a character.', '文本里有半个字符。'),
      t(
        `At position ${fact('position') ?? '?'} stands U+${fact('unit') ?? 'D800'}, one half of a UTF-16 pair; it has no UTF-8 bytes.`,
        `第 ${fact('position') ?? '?'} 个位置是单独的 UTF-16 代理项 U+${fact('unit') ?? 'D800'}，没有对应的 UTF-8 字节。`,
      ),
      t('Delete that character, or paste the text again.', '删掉那个字符，或重新粘贴。'),
    ),
  'file-truncated': (fact) =>
    words(
      t(`${file(fact).en} ends too early.`, `${file(fact)['zh-CN']}不完整。`),
      mismatch(fact, t('Bytes are missing at its end.', '文件末尾缺少数据。')),
      t('Reload to fetch it again. Nothing else was changed.', '请刷新重新获取。其他内容没有改动。'),
    ),
  'file-malformed': (fact) =>
    words(
      t(`${file(fact).en} cannot be read.`, `${file(fact)['zh-CN']}无法读取。`),
      mismatch(fact, t('Its contents are not of the expected form.', '内容格式不对。')),
      t('Choose another file. Nothing else was changed.', '请换一个文件。其他内容没有改动。'),
    ),
  'file-unsupported': (fact) =>
    words(
      t(`${file(fact).en} is of a kind we do not read.`, `${file(fact)['zh-CN']}的格式不受支持。`),
      mismatch(fact, t('The format or its version is unknown here.', '格式或版本未知。')),
      t('Choose a file in one of the listed formats.', '请选择所列格式的文件。'),
    ),
} satisfies Partial<Record<ErrorCode, Writer>>;

const houseWriters = {
  cancelled: () =>
    words(
      t('Cancelled.', '已取消。'),
      t('You asked for it.', '由你取消。'),
      t('Start again at any time.', '随时可以重新开始。'),
    ),
  'network-failed': (fact) =>
    words(
      t('A file did not arrive.', '有文件没有取到。'),
      t(
        `${fact('url') ?? 'The server'}: ${fact('detail') ?? 'no answer'}.`,
        `${fact('url') ?? '服务器'}：${fact('detail') ?? '没有响应'}。`,
      ),
      t('Check the connection and try again.', '请检查网络后重试。'),
    ),
  'storage-full': () =>
    words(
      t('This could not be saved: the storage is full.', '没有保存成功：存储空间已满。'),
      t('The browser gives this site only so much room.', '浏览器分给本站的空间用完了。'),
      t(
        'Delete old runs in the settings or free disk space. The page keeps working.',
        '在设置里删除旧的记录，或清理磁盘。页面仍可使用。',
      ),
    ),
  'storage-blocked': () =>
    words(
      t('Nothing can be saved in this window.', '这个窗口无法保存任何内容。'),
      t(
        'The browser blocks storage: a private window, or a setting.',
        '浏览器禁止了存储：无痕窗口，或隐私设置。',
      ),
      t(
        'Everything works until the page closes; export what you want to keep.',
        '关闭页面前一切可用；要保留的请先导出。',
      ),
    ),
  'storage-failed': (fact) =>
    words(
      t('Saving or reading failed.', '保存或读取失败。'),
      t(
        `The browser says: ${fact('detail') ?? 'no reason given'}.`,
        `浏览器给出的原因：${fact('detail') ?? '未说明'}。`,
      ),
      retryOrReload,
    ),
  'worker-died': () =>
    words(
      t('The background computation stopped.', '后台计算中断了。'),
      t('The browser ended it, mostly for lack of memory.', '浏览器终止了它，多半因为内存不足。'),
      retryOrReload,
    ),
  unexpected: (fact) =>
    words(
      t('Something went wrong that we did not foresee.', '出现了意料之外的错误。'),
      t(`The message was: ${fact('detail') ?? 'none'}.`, `错误信息：${fact('detail') ?? '无'}。`),
      retryOrReload,
    ),
} satisfies Partial<Record<ErrorCode, Writer>>;

const writers: Record<ErrorCode, Writer> = { ...deviceWriters, ...inputWriters, ...houseWriters };

/** Every code there are words for: all of them, or this file does not compile. */
export const errorCodes = Object.keys(writers) as readonly ErrorCode[];

/** The words for a failure, in both languages. */
export function describeFailure(failure: Pick<Failure, 'code' | 'data'>): FailureWords {
  const data: ErrorData = failure.data;
  return writers[failure.code]((key) => (Object.hasOwn(data, key) ? data[key] : undefined));
}
