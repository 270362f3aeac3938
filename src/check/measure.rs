//! Measure expressions: what is printed behind a figure to say what is counted (次, 余件, 万余名, 个百分点, ％).
//! The one list of measure words; whether a blank is a figure, what its unit is, and how a key ends is read off it.

use std::sync::LazyLock;

use super::chars::Chars;
use super::words::{Table, Words};

/// A measure word.
pub struct Measure {
    /// As printed.
    pub word: &'static str,
    /// What a word may not go on with to be this measure: 人民, 项目.
    pub unless: &'static [&'static str],
    /// It is one only at the end of a clause or before one of these: X对新人; 对 opens too much else.
    pub only: Option<&'static [&'static str]>,
    /// What a name of the figure ends in: 次数, 人数.
    pub ending: &'static str,
}

const fn plain(word: &'static str, ending: &'static str) -> Measure {
    Measure {
        word,
        unless: &[],
        only: None,
        ending,
    }
}

const fn unless(
    word: &'static str,
    unless: &'static [&'static str],
    ending: &'static str,
) -> Measure {
    Measure {
        word,
        unless,
        only: None,
        ending,
    }
}

const fn only(word: &'static str, only: &'static [&'static str], ending: &'static str) -> Measure {
    Measure {
        word,
        unless: &[],
        only: Some(only),
        ending,
    }
}

/// The measure words, longer before shorter of the same beginning.
pub const MEASURES: &[Measure] = &[
    plain("个百分点", "百分点"),
    plain("百分点", "百分点"),
    plain("个小时", "小时数"),
    plain("个工作日", "工作日数"),
    plain("个月", "月数"),
    plain("个多月", "月数"),
    unless("个", &["人所得", "别", "性化", "体工"], "个数"),
    plain("％", "比例"),
    plain("%", "比例"),
    plain("‰", "千分比"),
    plain("人次", "人次"),
    plain("人份", "人份"),
    unless(
        "人",
        &[
            "民",
            "大",
            "社局",
            "社厅",
            "社部",
            "才",
            "员",
            "均",
            "居",
            "力资源",
            "武",
            "事",
            "为",
            "口",
            "文",
            "工",
            "生",
            "身",
            "物",
            "格",
            "类",
            "心",
            "防",
            "数",
            "际",
        ],
        "人数",
    ),
    // 名单亲母亲, 名优抚对象 are counted; 名单 and 名优 are words.
    only("名", &["单亲", "单身", "优抚", "优秀"], "人数"),
    unless(
        "名",
        &[
            "称", "誉", "单", "录", "牌", "优", "胜", "列", "叫", "为", "校",
        ],
        "人数",
    ),
    plain("户次", "户次"),
    only("户", &["外出", "外来", "口粮"], "户数"),
    unless("户", &["籍", "外", "口", "型"], "户数"),
    plain("场次", "场次"),
    unless("场", &["所", "镇", "地", "馆", "景", "长"], "场数"),
    plain("批次", "批次"),
    unless("批", &["准", "复", "示", "评", "发", "量", "办"], "批数"),
    plain("件次", "件次"),
    unless("件", &[], "件数"),
    plain("篇次", "篇次"),
    unless("篇", &["章", "幅", "目", "首"], "篇数"),
    plain("家次", "家次"),
    plain("个次", "个次"),
    plain("册次", "册次"),
    unless(
        "家",
        &[
            "庭", "长", "园", "乡人", "乡建", "乡父", "乡发", "乡的", "禽", "具", "属", "委", "风",
            "教", "政", "电", "暴", "谱", "校共", "校合", "校社", "校沟", "校协", "校联", "校互",
            "校携", "校双", "校关", "校矛", "校、",
        ],
        "家数",
    ),
    plain("车次", "车次"),
    plain("台次", "台次"),
    plain("点次", "点次"),
    plain("处次", "处次"),
    plain("条次", "条次"),
    plain("针次", "针次"),
    plain("剂次", "剂次"),
    plain("班次", "班次"),
    plain("项次", "项次"),
    plain("亩次", "亩次"),
    plain("人天", "人天"),
    plain("只次", "只次"),
    plain("频次", "频次"),
    plain("校次", "校次"),
    plain("村次", "村次"),
    plain("店次", "店次"),
    plain("站次", "站次"),
    plain("所次", "所次"),
    plain("队次", "队次"),
    plain("组次", "组次"),
    plain("套次", "套次"),
    plain("船次", "船次"),
    plain("机次", "机次"),
    plain("卷次", "卷次"),
    plain("例次", "例次"),
    plain("起次", "起次"),
    plain("宗次", "宗次"),
    plain("期次", "期次"),
    plain("课次", "课次"),
    unless("次", &["序", "要", "日", "生", "之"], "次数"),
    only("项", &["目标"], "项数"),
    unless("项", &["目"], "项数"),
    only("处", &["分散", "在建", "在用", "长期"], "处数"),
    unless(
        "处",
        &[
            "理", "长", "置", "室", "级", "于", "罚", "分", "在", "所", "方",
        ],
        "处数",
    ),
    plain("份", "份数"),
    unless("起", &["到", "草", "来", "步", "点", "源", "立"], "起数"),
    unless("宗", &["教", "旨", "族", "祠"], "宗数"),
    unless(
        "卷",
        &["宗", "入", "土", "烟", "帘", "积", "起", "面", "子", "调"],
        "卷数",
    ),
    unless("例", &["会", "行", "如", "外"], "例数"),
    unless("条", &["例", "件"], "条数"),
    // X支队伍; XX支队 is an office.
    only(
        "支",
        &["队伍", "服务队", "工作队", "小分队", "志愿"],
        "支数",
    ),
    unless(
        "支",
        &[
            "部", "行", "持", "委", "队", "书记", "付", "出", "撑", "农", "教", "援", "柱", "流",
        ],
        "支数",
    ),
    unless(
        "组",
        &[
            "织", "成", "长", "建", "员", "团", "至", "到", "产业", "路", "公路",
        ],
        "组数",
    ),
    plain("台班", "台班"),
    unless("台", &["账", "帐", "风", "阶", "湾", "办", "式"], "台数"),
    unless("套", &["路", "取"], "套数"),
    plain("件套", "件套数"),
    plain("份次", "份次"),
    plain("延米", "米数"),
    plain("延长米", "米数"),
    plain("立方米每秒", "流量"),
    only("平方", &[], "面积"),
    only("度", &[], "度数"),
    only("管", &["样本"], "管数"),
    only("番", &[], "番数"),
    plain("辆次", "辆次"),
    plain("架次", "架次"),
    plain("节次", "节次"),
    plain("趟次", "趟次"),
    plain("艘次", "艘次"),
    plain("毫升", "毫升数"),
    plain("千伏安", "容量"),
    only("方", &["土", "砂", "石", "混凝土"], "方量"),
    only("碗", &[], "碗数"),
    only("顿", &[], "顿数"),
    only("尊", &[], "尊数"),
    plain("辆", "辆数"),
    unless("座", &["谈", "落", "位", "右"], "座数"),
    unless(
        "所",
        &[
            "在", "有", "属", "长", "辖", "以", "需", "得", "处", "谓", "里", "机关", "队", "（",
            "党", "的", "和", "与", "副",
        ],
        "所数",
    ),
    plain("栋", "栋数"),
    plain("幢", "幢数"),
    unless("间", &["隔", "接", "作"], "间数"),
    unless("层", &["面", "层", "次", "级"], "层数"),
    unless("盏", &[], "盏数"),
    unless("株", &["洲"], "株数"),
    plain("棵", "棵数"),
    unless("块", &["状"], "块数"),
    unless("幅", &["度"], "幅数"),
    unless(
        "本",
        &[
            "级", "地", "人", "着", "次", "年", "质", "领", "轮", "科", "村", "镇", "县", "局",
            "校", "职", "届", "报", "部", "市", "土",
        ],
        "本数",
    ),
    only("本次", &[], "本次"),
    plain("册", "册数"),
    unless("张", &["家", "村", "镇", "某", "三", "贴"], "张数"),
    unless("页", &["面", "岩"], "页数"),
    unless("字", &["样", "号", "体"], "字数"),
    plain("枚", "枚数"),
    unless(
        "面",
        &["积", "临", "对", "向", "貌", "上", "的", "广", "点", "授"],
        "面数",
    ),
    unless("封", &["闭", "山", "面"], "封数"),
    unless(
        "期",
        &["间", "望", "限", "待", "末", "货", "盼", "刊"],
        "期数",
    ),
    unless("届", &["时", "期"], "届次"),
    plain("轮次", "轮次"),
    unless("轮", &["训", "换", "岗", "流", "胎", "作"], "轮数"),
    unless("遍", &["布", "及"], "遍数"),
    plain("趟", "趟数"),
    unless("桩", &["基", "号", "位"], "桩数"),
    plain("岁", ""),
    plain("周岁", ""),
    unless(
        "天",
        &["然", "气", "津", "河", "长", "府", "水", "宁"],
        "天数",
    ),
    only("夜", &[], "夜数"),
    only("枪", &[], "枪数"),
    plain("小时", "小时数"),
    unless("分钟", &[], "分钟数"),
    plain("周年", "周年数"),
    plain("季度", "季度"),
    only("晚", &[], "晚数"),
    only("具", &[], "具数"),
    only("则", &[], "则数"),
    only("集", &["短视频", "微视频", "专题片", "广播剧"], "集数"),
    only("首", &["歌曲", "诗歌"], "首数"),
    only("颗", &["种子", "子弹"], "颗数"),
    only("针", &[], "针数"),
    only("桌", &[], "桌数"),
    only("餐", &[], "餐数"),
    only("通", &["电话"], "通数"),
    only("工日", &[], "工日数"),
    only("克", &[], "克数"),
    only("剂", &["疫苗", "次"], "剂数"),
    only("枝", &[], "枝数"),
    only("包", &["方便面", "种子"], "包数"),
    unless(
        "年",
        &["轻", "级", "龄", "货", "糕", "画", "味", "度", "产", "均"],
        "年数",
    ),
    only("对", &["夫妻", "新人", "师徒", "帮扶"], "对数"),
    only("把", &["扫帚", "椅子", "锄头", "铁锹"], "把数"),
    only("车", &["垃圾", "砂石", "建筑垃圾"], "车数"),
    only("副", &["口罩", "手套"], "副数"),
    only("双", &[], "双数"),
    only("道", &["防线", "工序", "关口"], "道数"),
    only("滴", &[], "滴数"),
    only("盘", &["水带"], "盘数"),
    only("盆", &["花"], "盆数"),
    only("捆", &[], "捆数"),
    only("筐", &[], "筐数"),
    only("罐", &[], "罐数"),
    only("辑", &[], "辑次"),
    only("标箱", &[], "标箱数"),
    only("标准箱", &[], "标箱数"),
    plain("学时", "学时数"),
    plain("课时", "课时数"),
    unless("倍", &["增"], "倍数"),
    unless(
        "成",
        &[
            "立", "为", "功", "效", "果", "员", "长", "都", "绩", "本", "就", "品", "片", "套",
            "型", "渝", "因", "分", "人",
        ],
        "成数",
    ),
    plain("亿元", "金额"),
    plain("万元", "金额"),
    plain("千元", "金额"),
    plain("美元", "金额"),
    unless("元", &["旦", "宵", "素", "月", "首"], "金额"),
    plain("块钱", "金额"),
    plain("平方公里", "面积"),
    plain("平方千米", "面积"),
    plain("平方米", "面积"),
    plain("立方米", "方量"),
    only("立方", &["土", "砂", "垃圾", "石", "混凝土"], "方量"),
    plain("公顷", "面积"),
    plain("平米", "面积"),
    plain("亩次", "亩次"),
    unless("亩", &["均", "产"], "面积"),
    plain("公里", "里程"),
    plain("千米", "里程"),
    plain("毫米", "毫米数"),
    plain("厘米", "厘米数"),
    unless("米", &["粮", "业"], "米数"),
    plain("公斤", "重量"),
    plain("千克", "重量"),
    unless("吨", &[], "吨数"),
    unless("斤", &[], "斤数"),
    plain("万千瓦时", "电量"),
    plain("千瓦时", "电量"),
    plain("千瓦", "功率"),
    plain("兆瓦", "功率"),
    plain("度电", "电量"),
    only("棒", &["香菇", "菌"], "棒数"),
    plain("℃", "温度"),
    plain("摄氏度", "温度"),
    plain("头次", "头次"),
    plain("只次", "只次"),
    unless("头", &["脑", "部", "号", "痛", "雁", "等"], "头数"),
    unless("只", &["有", "要", "是", "能", "见", "争"], "只数"),
    plain("羽次", "羽次"),
    plain("羽", "羽数"),
    unless("尾", &["矿", "水", "款", "气", "声"], "尾数"),
    plain("匹", "匹数"),
    unless("口", &["碑", "岸", "号", "子", "粮", "头", "径"], "口数"),
    unless("眼", &["前", "睛", "光", "界", "看"], "眼数"),
    plain("孔", "孔数"),
    plain("艘", "艘数"),
    unless("架", &["构", "设"], "架数"),
    unless("床", &["位", "上"], "床数"),
    plain("床位", "床位数"),
    plain("张床位", "床位数"),
    unless("位", &["于", "列", "居", "置", "移", "次"], "人数"),
    unless("员", &["工"], "人数"),
    unless(
        "种",
        &[
            "植", "子", "养", "粮", "业", "类", "质", "苗", "猪", "羊", "薯",
        ],
        "种数",
    ),
    unless("类", &["别", "似", "型"], "类数"),
    plain("大类", "类数"),
    unless("门", &["店", "诊", "前", "口", "户", "面", "窗"], "门数"),
    unless(
        "节",
        &[
            "日", "约", "能", "点", "庆", "假", "水", "目", "前", "后", "期", "奏", "省",
        ],
        "节数",
    ),
    unless("堂", &["口", "课堂"], "堂数"),
    unless("课", &["题", "程", "堂", "件"], "课数"),
    unless("班", &["子", "级", "主任", "组", "长", "车"], "班数"),
    unless("台套", &[], "台套数"),
    unless("笔", &["记", "试", "录", "者"], "笔数"),
    unless("单", &["价", "位", "元", "独", "纯", "一", "项"], "单数"),
    unless("票", &["据", "选", "决", "房"], "票数"),
    unless(
        "分",
        &[
            "别", "局", "管", "公司", "类", "析", "工", "布", "散", "享", "级", "批", "片", "门",
            "期", "包", "解", "为", "行", "会", "支", "校", "院", "厂", "之", "组", "步", "层",
            "时",
        ],
        "分数",
    ),
    unless("瓶", &["颈"], "瓶数"),
    unless("袋", &[], "袋数"),
    unless("箱", &[], "箱数"),
    unless("桶", &[], "桶数"),
    unless("盒", &[], "盒数"),
    unless("顶", &["层", "住", "格", "部", "尖"], "顶数"),
    unless("杆", &[], "杆数"),
    unless("根", &["据", "本", "治", "源"], "根数"),
    unless(
        "部",
        &[
            "门", "署", "分", "队", "委", "长", "位", "级", "属", "落", "的", "（", "和",
        ],
        "部数",
    ),
    unless("片", &["区", "面", "长", "段", "警", "石"], "片数"),
    unless("款", &["项", "式"], "款数"),
    unless("章", &["程", "节"], "章数"),
    unless("号", &["召", "称", "码", "楼", "院", "线"], "号数"),
    unless("级", &["别", "联"], "级数"),
    unless(
        "周",
        &[
            "边", "密", "报", "例", "期", "转", "全", "围", "末", "刊", "期", "村", "镇", "某",
        ],
        "周数",
    ),
    unless("秒", &[], "秒数"),
    unless("升", &["级", "学", "至", "到", "高", "格", "旗"], "升数"),
    plain("mg/m³", "浓度"),
    plain("mg/m3", "浓度"),
    plain("ｍｇ／ｍ³", "浓度"),
    plain("μg/m³", "浓度"),
    plain("微克/立方米", "浓度"),
    plain("毫克/立方米", "浓度"),
    plain("ppm", "浓度"),
    plain("kg", "重量"),
    plain("km", "里程"),
    plain("㎡", "面积"),
    plain("m²", "面积"),
    plain("m2", "面积"),
    plain("mm", "毫米数"),
    plain("kW", "功率"),
    plain("MW", "功率"),
];

/// Whether a measure word counts persons, as several do: 3名, 3人 and 3位.
pub fn counts_persons(word: &str) -> bool {
    matches!(word, "名" | "位" | "人")
}

/// A measure expression found in a text.
#[derive(Clone, Copy)]
pub struct Unit {
    /// How many characters it has.
    pub length: usize,
    /// Its measure word; none where only 万, 亿 or 余 stands there.
    pub measure: Option<&'static Measure>,
    /// 余, 多 or 来 stands in it: the figure is a round one.
    pub more: bool,
    /// 万, 亿 or 千, 百 stand in it before the measure.
    pub scaled: bool,
}

/// The measure expression that stands at a position, none where no figure is counted there.
pub fn unit(chars: Chars<'_>, at: usize) -> Option<Unit> {
    let mut unit = Unit {
        length: 0,
        measure: None,
        more: false,
        scaled: false,
    };
    loop {
        let end = at.saturating_add(unit.length);
        if let Some(found) = measure(chars, end) {
            unit.measure = Some(found);
            unit.length = with_rate(chars, end, found).saturating_sub(at);
            return Some(unit);
        }
        match chars.at(end) {
            // 多 opens words of its own: 多元, 多方.
            Some('余' | '多') if !unit.more && !NO_MORE.is_at(chars, end) => unit.more = true,
            Some('万' | '亿' | '百' | '千') if !STANDS_FOR_ITSELF.is_at(chars, end) => {
                unit.scaled = true;
            }
            // 来访X(件)批.
            Some('(' | '（') => match either(chars, end) {
                Some((past, found)) => {
                    unit.measure = Some(found);
                    unit.length = past.saturating_sub(at);
                    return Some(unit);
                }
                None => return (unit.length > 0).then_some(unit),
            },
            // 3XX万, XX余 without a measure word behind.
            _ => return (unit.length > 0).then_some(unit),
        }
        unit.length = unit.length.saturating_add(1);
    }
}

/// A measure word in brackets and one behind them, (件)批: where that ends, and the one behind.
fn either(chars: Chars<'_>, open: usize) -> Option<(usize, &'static Measure)> {
    let length = |measure: &Measure| measure.word.chars().count();
    let from = open.saturating_add(1);
    let close = from.saturating_add(length(measure(chars, from)?));
    let behind = close.saturating_add(1);
    let closes = chars.is(close, |c| matches!(c, ')' | '）'));
    let found = measure(chars, behind).filter(|_| closes)?;
    Some((behind.saturating_add(length(found)), found))
}

/// 摄像头XX路: what comes in by wires is counted so; behind anything else 路 is a road.
const CHANNEL: Measure = plain("路", "路数");

/// What comes in by wires.
static BY_WIRE: Words = Words::new(&[
    "探头",
    "监控",
    "摄像头",
    "摄像机",
    "视频",
    "视频监控",
    "监控视频",
    "信号",
    "电话",
    "点位",
]);

/// The measure of what comes in by wires, before the figure and behind it.
pub fn channels(chars: Chars<'_>, start: usize, end: usize) -> Option<Unit> {
    let counted = BY_WIRE.is_before(chars, start) && chars.at(end) == Some('路');
    counted.then_some(Unit {
        length: 1,
        measure: Some(&CHANNEL),
        more: false,
        scaled: false,
    })
}

/// Words that open like a round figure and are none.
static NO_MORE: Words = Words::new(&[
    "多元化",
    "多元投",
    "多元共",
    "多元解",
    "多元治",
    "多元主",
    "多元参",
    "多元经",
    "多元文",
    "多元发",
    "多元格",
    "多元融",
    "多元筹",
    "多元服",
    "多元调",
    "多元矛",
    "多元纠",
    "多元社",
    "多元支",
    "多元保",
    "多元的",
    "多方",
    "多样",
    "余额",
    "余热",
]);

/// Words that open like a scale of numbers and are none.
static STANDS_FOR_ITSELF: Words = Words::new(&[
    "百姓",
    "百分之",
    "千方百计",
    "千家",
    "万家灯火",
    "万家团圆",
    "万家欢乐",
    "万家忧乐",
    "百日",
    "百强",
    "百村",
    "千村",
    "万企",
    "万众",
    "千万工程",
]);

/// Where a measure word ends, with 元/亩 taken as one.
fn with_rate(chars: Chars<'_>, from: usize, found: &Measure) -> usize {
    let end = from.saturating_add(found.word.chars().count());
    let per = end.saturating_add(1);
    let rate = chars.is(end, |c| matches!(c, '/' | '／'));
    match measure(chars, per).filter(|_| rate) {
        Some(other) => per.saturating_add(other.word.chars().count()),
        None => end,
    }
}

/// The measure words by their first characters.
static BY_FIRST: LazyLock<Table> =
    LazyLock::new(|| Table::heads(MEASURES.iter().map(|measure| measure.word)));

fn measure(chars: Chars<'_>, at: usize) -> Option<&'static Measure> {
    BY_FIRST.at(chars, at).find_map(|found| {
        let measure = MEASURES.get(found.nth)?;
        let length = found.length;
        let end = at.saturating_add(length);
        // 处处, 人人, 家家: a doubled word counts nothing.
        if length == 1 && chars.at(at) == chars.at(end) {
            return None;
        }
        let stands = measure.only.is_none_or(|only| {
            chars.has_any(end, only)
                || chars
                    .at(end)
                    .is_none_or(|c| "，。；、！？）)％+/（(…".contains(c))
        });
        (stands && !chars.has_any(end, measure.unless)).then_some(measure)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        unit(Chars(&chars), 0).map(|unit| Chars(&chars).text(0..unit.length))
    }

    #[test]
    fn a_measure_expression_is_taken_whole() {
        for (text, expected) in [
            ("次专题学习", "次"),
            ("余件；积极", "余件"),
            ("万余名群众", "万余名"),
            ("余万元，", "余万元"),
            ("个百分点", "个百分点"),
            ("具/个，", "具/个"),
            ("立方，", "立方"),
            ("％，实现", "％"),
            ("人次疫苗", "人次"),
            ("多个村", "多个"),
            ("万，", "万"),
            ("元/亩", "元/亩"),
            ("万千瓦时", "万千瓦时"),
            ("多元，", "多元"),
            ("名优抚对象", "名"),
            ("项目标任务", "项"),
            ("周岁，", "周岁"),
            ("台班、", "台班"),
            ("个多月时间", "个多月"),
            ("本次，", "本次"),
            ("(件)批次", "(件)批次"),
            ("（户）人，", "（户）人"),
            ("家校外供餐点", "家"),
        ] {
            assert_eq!(expression(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_word_that_only_opens_like_a_measure_is_none() {
        for text in [
            "人民政府",
            "人大主席团",
            "项目建设",
            "支部",
            "台账",
            "镇坚持",
            "村集体",
            "分别为",
            "起到",
            "个人所得税",
            "个别学生",
            "名优产品",
            "名单公示",
            "多元化解",
            "篇章，",
            "宗教场所",
            "支队、",
            "家校合作",
            "（件）",
            "（人民团体）",
        ] {
            assert_eq!(expression(text), None, "{text}");
        }
    }
}
