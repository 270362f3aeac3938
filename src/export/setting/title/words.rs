//! Where a title may be broken, and how well.

/// A break before a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Break {
    /// It would tear something apart.
    Never,
    /// The less the better.
    At(u32),
}

/// Between two known words, or where one source of the text ends. Nothing before 关于, behind which the
/// matter begins.
const WORDS_END: u32 = 2;
/// Between a known word and one that is not known.
const HALF_KNOWN: u32 = 4;
/// Between characters of which nothing is known.
const UNKNOWN: u32 = 14;
/// Where it reads badly: before 和, behind 关于.
const AWKWARD: u32 = 5;

/// The word behind which the matter of a title begins.
const MATTER: [char; 2] = ['关', '于'];

/// Marks that no line begins with.
const CLOSING: &str = "，。、；：！？）》〉”’」』】〕％…—·";
/// Marks that no line ends with.
const OPENING: &str = "（《〈“‘「『【〔";
/// Words that no line ends with.
const LEADING: &str = "和与及暨同在对向为以被把将";

/// Words that titles of reports are made of, the longer ones so that they are not torn apart.
const KNOWN: &str = "\
中共 委员会 工作委员会 人民政府 办事处 办公室 街道 党委 政府 纪委 支部 党支部 党组织 领导班子 领导干部 \
镇 乡 县 市 区 村 社区 党员 干部 群众 人大 政协 工会 妇联 共青团 武装部 \
关于 有关 的 和 与 及 暨 同 年 月 年度 上半年 下半年 年上半年 年下半年 年一季度 年第一季度 年前三季度 全年 一季度 二季度 三季度 四季度 前三季度 第一季度 \
第二季度 第三季度 第四季度 以来 今年 近期 阶段性 \
情况 报告 汇报 总结 计划 打算 要点 方案 意见 通知 请示 清单 台账 说明 建议 材料 提纲 工作 工作情况 情况汇报 \
情况报告 工作报告 工作汇报 工作总结 工作计划 工作要点 述职 述责 述廉 述职报告 自查 自评 自查报告 调研 调研报告 \
党建 党建工作 基层 基层党建 重点 重点工作 重点任务 主体责任 责任 责任制 落实 履行 履职 全面 从严治党 全面从严治党 \
党风廉政建设 党风 廉政 反腐败 作风 作风建设 纪律 巡察 巡视 反馈 反馈意见 整改 整改落实 专项 专项整治 专项行动 \
组织 组织建设 组织生活会 民主生活会 民主评议 主题教育 学习教育 教育 学习 贯彻 贯彻落实 宣传 宣传思想 思想 \
意识形态 精神 精神文明 文明 统战 民族 宗教 法治 平安 平安建设 综治 信访 维稳 稳定 扫黑除恶 禁毒 普法 \
乡村 乡村振兴 乡村建设 农业 农村 农民 三农 农业农村 产业 产业发展 特色产业 项目 项目建设 招商引资 招商 \
经济 社会 经济社会 发展 高质量 高质量发展 集体 集体经济 村级 壮大 粮食 粮食安全 粮食生产 耕地 耕地保护 \
巩固 拓展 巩固拓展 脱贫 脱贫攻坚 攻坚 成果 衔接 有效衔接 防返贫 监测 帮扶 \
人居环境 人居环境整治 环境 环境保护 生态 生态环境 环保 督察 整治 河湖 河湖管护 管护 河长制 林长制 水利 \
防汛 抗旱 防汛抗旱 森林 防火 森林防火 防灾 减灾 应急 应急管理 安全 安全生产 消防 道路 交通 交通安全 食品安全 \
民生 民生实事 实事 保障 社会保障 医疗 医保 卫生 健康 疫情 防控 疫情防控 养老 残疾人 就业 创业 教育工作 文化 文旅 旅游 \
网格 网格化 治理 基层治理 社会治理 服务 便民 便民服务 政务 公开 数字 创建 考核 检查 督查 评估 验收 \
实施 推进 推动 加强 深化 做好 开展 提升 完善 落实情况 进展 进展情况 完成 完成情况 任务 目标 能力 建设 实践 活动 \
实践活动 会议 会议精神 重要 讲话 重要讲话 讲话精神 换届 选举 人才 队伍 干部队伍 队伍建设 发展党员 管理 机制 制度 问题";

/// What a break before each character costs.
pub(super) fn breaks(letters: &[char], ends: &[usize]) -> Vec<Break> {
    let known = known(letters);
    let mut depth = 0_u32;
    let mut breaks = Vec::with_capacity(letters.len());
    let mut before = None;
    for (at, letter) in letters.iter().enumerate() {
        let is_end = ends.contains(&at);
        let place = match before {
            Some(before) if depth == 0 => between(before, *letter),
            _ => None,
        };
        let opens = letters
            .get(at..)
            .is_some_and(|rest| rest.starts_with(&MATTER));
        breaks.push(match (place, known.get(at)) {
            (None, _) => Break::Never,
            (Some(_), _) if opens => Break::At(0),
            (Some(more), _) if is_end => Break::At(more.saturating_add(WORDS_END)),
            (Some(_), Some(None)) => Break::Never,
            (Some(more), Some(Some(cost))) => Break::At(more.saturating_add(*cost)),
            (Some(_), None) => Break::Never,
        });
        if OPENING.contains(*letter) {
            depth = depth.saturating_add(1);
        } else if CLOSING.contains(*letter) {
            depth = depth.saturating_sub(u32::from("）》〉”’」』】〕".contains(*letter)));
        }
        before = Some(*letter);
    }
    breaks
}

/// What the two characters at a break add to its cost; `None` where it may not be.
fn between(before: char, after: char) -> Option<u32> {
    // A number stays with its unit and what it counts.
    let joins = |c: char| c.is_ascii_graphic();
    if CLOSING.contains(after) || OPENING.contains(before) || joins(before) {
        return None;
    }
    if after == '的' || LEADING.contains(before) {
        return None;
    }
    let awkward = LEADING.contains(after) || joins(after);
    Some(if awkward { AWKWARD } else { 0 })
}

/// What a break before each character costs by the words on both sides; `None` inside a known word. The
/// words are those that leave the fewest characters unknown, and then the longest.
fn known(letters: &[char]) -> Vec<Option<u32>> {
    let words: Vec<Vec<char>> = KNOWN
        .split_whitespace()
        .map(|word| word.chars().collect())
        .collect();
    // For each place, from behind: unknown characters and words up to the end, and the next word's length.
    let mut best = vec![(0_usize, 0_usize, 1_usize, true); letters.len().saturating_add(1)];
    for at in (0..letters.len()).rev() {
        let rest = letters.get(at..).unwrap_or_default();
        let after = |length: usize| best.get(at.saturating_add(length)).copied();
        let alone = after(1).map(|(unknown, words, ..)| {
            (unknown.saturating_add(1), words.saturating_add(1), 1, false)
        });
        let taken = words
            .iter()
            .filter(|word| rest.starts_with(word))
            .filter_map(|word| {
                let (unknown, words, ..) = after(word.len())?;
                Some((unknown, words.saturating_add(1), word.len(), true))
            });
        let least = taken
            .chain(alone)
            .min_by_key(|(unknown, words, ..)| (*unknown, *words));
        if let (Some(slot), Some(least)) = (best.get_mut(at), least) {
            *slot = least;
        }
    }
    let mut costs = vec![None; letters.len()];
    let (mut at, mut was_known) = (0, true);
    while let (Some(slot), Some((_, _, length, is_known))) = (costs.get_mut(at), best.get(at)) {
        *slot = Some(match (was_known, *is_known) {
            (true, true) => WORDS_END,
            (false, false) => UNKNOWN,
            _ => HALF_KNOWN,
        });
        was_known = *is_known;
        at = at.saturating_add(*length);
    }
    costs
}
