// The words of the settings page.
import type { Text } from './text';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const settingsMessages = {
  title: t('Settings', '设置'),
  look: t('Language and look', '语言与外观'),
  language: t('Language', '语言'),
  theme: t('Theme', '主题'),
  device: t('Computing device', '计算设备'),
  deviceHelp: t(
    'Automatic: a graphics card through WebGPU where its results agree with the reference, else the CPU. A link with ?device=webgpu or ?device=cpu decides for its own page.',
    '自动：有显卡可供 WebGPU 使用、且结果与参考实现一致时用它，否则用 CPU。链接里带 ?device=webgpu 或 ?device=cpu 时，以链接为准。',
  ),
  wishes: {
    auto: t('Automatic', '自动'),
    webgpu: t('WebGPU', 'WebGPU'),
    cpu: t('CPU', 'CPU'),
  },
  linkDecides: (wish: string): Text => t(`This page’s link asks for ${wish}.`, `本页链接指定了 ${wish}。`),
  report: t('What this device offers', '本机的能力'),
  asking: t('Asking the browser …', '正在询问浏览器……'),
  copyReport: t('Copy the report', '复制报告'),
  copied: t('Copied.', '已复制。'),
  copyFailed: t(
    'The clipboard is closed to this page; select the table and copy it.',
    '本页无法写入剪贴板，请选中表格手动复制。',
  ),
  property: t('Property', '项目'),
  value: t('Value', '值'),
  rows: {
    webgpu: t('WebGPU', 'WebGPU'),
    vendor: t('Vendor', '厂商'),
    architecture: t('Architecture', '架构'),
    description: t('Description', '描述'),
    fallback: t('Software adapter', '软件适配器'),
    features: t('Features', '特性'),
    cores: t('Processor threads', '处理器线程'),
    memory: t('Memory, as told by the browser', '内存（浏览器报告值）'),
    isolated: t('Cross-origin isolated', '跨源隔离'),
    browser: t('Browser', '浏览器'),
  },
  limits: t('Limits', '上限'),
  yes: t('yes', '是'),
  no: t('no', '否'),
  notTold: t('not told', '未报告'),
  storage: t('Storage', '存储'),
  used: (used: string, quota: string): Text =>
    t(
      `${used} used; the browser gives this site up to ${quota}.`,
      `已用 ${used}，浏览器最多分给本站 ${quota}。`,
    ),
  noEstimate: t('The browser does not tell how much room there is.', '浏览器没有报告可用空间。'),
  persisted: t('The browser will not clear it by itself.', '浏览器不会自行清理这些数据。'),
  notPersisted: t('The browser may clear it when the disk is short.', '磁盘紧张时浏览器可能清理这些数据。'),
  persist: t('Ask to keep it', '申请持久保存'),
  persistRefused: t(
    'The browser refused; an export keeps your data safe.',
    '浏览器没有同意；建议导出一份留底。',
  ),
  data: t('Your data', '我的数据'),
  dataHelp: t(
    'Visits, exercises, notes, settings and training runs are kept on this device only.',
    '学习记录、练习、笔记、设置和训练记录都只保存在本机。',
  ),
  export: t('Export everything', '导出全部'),
  exported: (name: string): Text => t(`Exported as ${name}.`, `已导出为 ${name}。`),
  import: t('Import', '导入'),
  importHint: t('Drop a file that was exported here.', '把从这里导出的文件拖到此处。'),
  importBrowse: t('Choose a file', '选择文件'),
  imported: (added: number, changed: number, unchanged: number): Text =>
    t(
      `Imported: ${added} new, ${changed} merged, ${unchanged} known already.`,
      `导入完成：新增 ${added} 条，合并 ${changed} 条，已有 ${unchanged} 条。`,
    ),
  erase: t('Erase everything', '全部清除'),
  eraseTitle: t('Erase everything?', '确定全部清除？'),
  eraseText: t(
    'Progress, notes, settings and training runs on this device will be gone. An export first makes it possible to come back.',
    '本机上的学习记录、笔记、设置和训练记录都会删除。先导出一份，以后可以恢复。',
  ),
  eraseExport: t('Export, then erase', '先导出再清除'),
  eraseNow: t('Erase without export', '直接清除'),
  erased: t('Everything is erased.', '已全部清除。'),
  cancel: t('Cancel', '取消'),
  close: t('Close', '关闭'),
} as const;
