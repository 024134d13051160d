/** 故事里的中文词。 The Chinese words of the tales. None holds a function character of the pre-tokenizer. */
import type { Lexicon } from './types';

const at = (suffix: string, nouns: string) =>
  nouns.split(' ').map((noun) => ({ noun, at: `在${noun}${suffix}` }));

const item = (measure: string, nouns: string) =>
  nouns.split(' ').map((noun) => ({ one: noun, many: noun, measure }));

export const chinese: Lexicon = {
  lang: 'zh-CN',
  names: (
    '小满 小雨 小北 小舟 小禾 小川 小雪 小梅 小石 小松 阿青 阿木 阿宁 阿岚 阿杰 阿秀 阿福 阿云 阿竹 阿成 ' +
    '思远 子涵 佳怡 文博 雅琴 志强 春花 秋实 冬梅 建国 米娅 大山 晓晨 若兰 安琪 立新 玉珍 家豪 海燕 天佑 ' +
    '小鹿 小帆 小枫 小桃 小冬 小溪 小麦 小勇 小蕾 小峰 阿虎 阿珠 阿亮 阿菊 阿海 阿莲 阿峰 阿月 阿勤 阿贵 ' +
    '明轩 雨桐 浩然 诗涵 俊杰 丽华 国庆 美玲 永康 静怡 书瑶 振东 慧敏 嘉树 清妍 启明 凤英 卫东 怀瑾 念慈'
  ).split(' '),
  things: (
    '灯 钥匙 书 杯子 鼓 帽子 绳子 皮球 风筝 地图 信 硬币 勺子 篮子 毯子 蜡烛 铃铛 笛子 镜子 闹钟 ' +
    '雨伞 围巾 瓶子 盒子 刷子 锤子 指南针 戒指 铲子 水桶 哨子 枕头 小提琴 花瓶 梯子 灯笼 笔记本 丝线 望远镜 布娃娃 ' +
    '铅笔 钱包 相机 吉他 头盔 外套 水壶 磁铁 奖牌 餐巾 包裹 盘子 木偶 收音机 马鞍 凉鞋 锯子 衬衫 行李箱 毛衣 ' +
    '茶壶 车票 毛巾 小号 推车 轮子 扫帚 凿子 日记 王冠 面具 托盘 罐子 剪刀 算盘'
  ).split(' '),
  items: [
    ...item('个', '贝壳 苹果 纽扣 橘子 柿子 鸡蛋'),
    ...item('颗', '石子 弹珠 珠子 松果 红枣'),
    ...item('枚', '邮票'),
    ...item('根', '羽毛 萝卜'),
    ...item('片', '枫叶'),
  ],
  places: [
    ...at(
      '里',
      '花园 厨房 地窖 谷仓 图书馆 山洞 作坊 过道 卧室 树林 果园 帐篷 面包房 车站 磨坊 学校 客厅 院子 ' +
        '马棚 博物馆 城堡 旅馆 木屋 剧院 村子 山谷 办公室 温室 茶馆',
    ),
    ...at('上', '阁楼 屋顶 阳台 山坡 海滩 木桥 集市 码头 草地 露台 舞台 广场'),
    ...at('', '河边 井边 湖边 门口 路边'),
  ],
};
