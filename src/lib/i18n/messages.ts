// The fixed words of the site, both languages side by side. A parameter makes a message a function.
// Words of one lab live in its folder; words for failures in errors.ts; words of the settings in settings.ts.
import { formatMs } from './numbers';
import type { Text } from './text';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const messages = {
  site: {
    name: t('Glassbox', 'Glassbox'),
    tagline: t('A laboratory for large language models in one tab', '装在一个标签页里的大模型实验室'),
    skip: t('Skip to the content', '跳到正文'),
    mainNav: t('Site', '站点'),
    home: t('Home', '首页'),
    settings: t('Settings', '设置'),
    otherLang: t('中文', 'English'),
    theme: t('Theme', '主题'),
    themes: {
      auto: t('System', '跟随系统'),
      light: t('Light', '浅色'),
      dark: t('Dark', '深色'),
    },
    footer: t(
      'Everything is computed on this device, in this tab. Nothing you type leaves it.',
      '所有计算都在本机的这个标签页里完成，你输入的内容不会离开它。',
    ),
    licence: t('MIT licence', 'MIT 许可'),
    notFoundTitle: t('There is no such page', '没有这个页面'),
    notFound: t(
      'The address may be mistyped, or the page has moved. Every lab is on the map of the home page.',
      '网址可能有误，或页面已搬走。所有实验都在首页的地图里。',
    ),
    toHome: t('To the home page', '回到首页'),
  },
  home: {
    title: t('See a language model think', '看见语言模型怎样思考'),
    lead: t(
      'A small language model runs on your own device. Change the sentence and watch every number follow.',
      '一个小语言模型就在你的设备上运行。改动这句话，所有数字都会跟着变。',
    ),
    sentence: t('Your sentence', '你的句子'),
    tokens: t('Tokens', '词元'),
    tokensNote: t('what the model reads instead of letters', '模型读到的不是字母，而是词元'),
    attention: t('Attention', '注意力'),
    attentionNote: (layer: number, head: number): Text =>
      t(
        `layer ${layer}, head ${head}: how much each row looks back at each column`,
        `第 ${layer} 层第 ${head} 头：每一行回看各列的比重`,
      ),
    axes: { query: t('query', '查询'), key: t('key', '键'), weight: t('weight', '权重') },
    next: t('Next token', '下一个词元'),
    nextNote: t('the model’s probabilities after the last one', '模型对下一个词元给出的概率'),
    computed: (adapter: string, elapsedMs: number): Text =>
      t(
        `computed on ${adapter} in ${formatMs(elapsedMs)}`,
        `由 ${adapter} 计算，用时 ${formatMs(elapsedMs)}`,
      ),
    open: t('Open now', '现在就能做的实验'),
    map: t('The map', '实验地图'),
    mapNote: (built: number, planned: number): Text =>
      t(
        `${planned} labs in 12 tracks are planned; ${built} of them can be opened today. The others are listed so that you see where this is going.`,
        `共规划 12 条路线、${planned} 个实验，目前可以打开的有 ${built} 个。其余先列在这里，让你看到全貌。`,
      ),
    planned: t('not built yet', '尚未建成'),
    plannedCount: (n: number): Text => t(`${n} not built yet`, `${n} 个尚未建成`),
    continueTitle: t('Continue where you were', '接着上次的地方'),
    visited: t('visited', '已看过'),
    passed: (passed: number, all: number): Text =>
      t(`${passed} of ${plural(all, 'exercise', 'exercises')} passed`, `练习通过 ${passed}/${all}`),
  },
  lab: {
    minutes: (n: number): Text => t(`about ${n} minutes`, `约 ${n} 分钟`),
    goals: t('You will be able to', '学完你能够'),
    needs: t('Comes after', '先修'),
    sources: t('Sources', '参考文献'),
    notes: t('Your notes', '我的笔记'),
    notesHelp: t('Kept on this device only.', '只保存在本机。'),
    quiz: t('Check your understanding', '想一想'),
    exercises: t('Exercises', '练习'),
    exercisesNote: t(
      'Each answer is checked by computing it for your own numbers.',
      '每道题的数字各不相同，答案由程序当场算出来核对。',
    ),
    apparatus: t('Apparatus', '实验台'),
  },
  exercise: {
    answer: t('Your answer', '你的答案'),
    check: t('Check', '核对'),
    another: t('Other numbers', '换一组数'),
    hint: (shown: number, all: number): Text => t(`Hint (${shown} of ${all})`, `提示（${shown}/${all}）`),
    hintLabel: (n: number): Text => t(`Hint ${n}`, `提示 ${n}`),
    solution: t('Show the solution', '看解答'),
    solutionShown: t('The solution is filled in above.', '解答已填入上方。'),
    passed: t('Passed', '通过'),
    notPassed: t('Not yet', '还不对'),
    score: (percent: number): Text => t(`${percent}% right`, `对了 ${percent}%`),
    everPassed: t('passed before', '曾通过'),
    attempts: (n: number): Text => t(plural(n, 'attempt', 'attempts'), `已试 ${n} 次`),
    notANumber: t('This is not a number.', '这不是一个数。'),
    up: (item: string): Text => t(`Move up: ${item}`, `上移：${item}`),
    down: (item: string): Text => t(`Move down: ${item}`, `下移：${item}`),
    cell: (row: string, column: string): Text =>
      t(`row ${row}, column ${column}`, `第 ${row} 行第 ${column} 列`),
    reset: t('Start over', '重填'),
  },
  status: {
    computedOn: t('device', '设备'),
    webgpu: t('WebGPU', 'WebGPU'),
    cpu: t('CPU', 'CPU'),
    asked: t('You asked for the CPU device.', '你指定了 CPU 设备。'),
    time: t('time', '用时'),
    memory: t('memory', '内存'),
    parity: t('parity', '校验'),
    parityStates: {
      checking: t('checking the GPU', '正在校验 GPU'),
      passed: t('✓ agrees with the reference', '✓ 与参考实现一致'),
      failed: t('✗ differs from the reference', '✗ 与参考实现不一致'),
    },
    seed: t('seed', '种子'),
    waiting: t('nothing computed yet', '尚未计算'),
  },
  failure: {
    retry: t('Try again', '重试'),
    dismiss: t('Dismiss', '知道了'),
    details: t('Technical details', '技术细节'),
  },
  share: {
    broken: t(
      'The link’s settings could not be read, so the lab starts with its own.',
      '链接里的设置无法识别，已改用默认设置。',
    ),
    newer: t(
      'The link was made by a newer version of this site. Reload to update; the lab starts with its own settings.',
      '链接来自本站的更新版本，请刷新以更新；现在先用默认设置。',
    ),
    tooLong: t('This state is too long for a link.', '当前状态太长，放不进链接。'),
  },
  storage: {
    memory: t('Nothing can be saved in this window', '这个窗口无法保存内容'),
    readOnly: t(
      'A newer version of this site is open in another tab. This one can read but not save: reload it.',
      '另一个标签页打开了本站的新版本，这一页只能读、不能存，请刷新。',
    ),
    reload: t('Reload', '刷新'),
  },
} as const;
