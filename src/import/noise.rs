//! What pages and web sites put around a report: page numbers, tables of contents, advertisements.

use crate::check::blanks;
use crate::check::chars::{Chars, is_digit, is_han};
use crate::check::marker::marker;
use crate::check::measure;
use crate::check::words::Words;

use super::lines::{Line, is_space};

/// What stands around a report in files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Noise {
    /// 第3页, - 3 -
    Page,
    /// A line of a table of contents.
    Contents,
    /// What a web site says about itself.
    Site,
    /// A rule of Markdown.
    Rule,
}

/// What a web site puts around a text; a line that opens with one of these, or is short and holds one.
static SITE_OPENS: Words = Words::new(&[
    "来源：",
    "来源:",
    "责任编辑",
    "发布时间",
    "发布日期",
    "发表时间",
    "更新时间",
    "浏览次数",
    "浏览：",
    "阅读：",
    "阅读量",
    "点击数",
    "当前位置",
    "您的位置",
    "您现在的位置",
    "首页",
    "上一篇",
    "下一篇",
    "相关阅读",
    "相关推荐",
    "相关文章",
    "推荐阅读",
    "延伸阅读",
    "猜你喜欢",
    "热门推荐",
    "精彩推荐",
    "【推荐阅读】",
    "【相关阅读】",
    "【延伸阅读】",
    "【广告】",
    "广告",
    "【字体",
    "字体：",
    "字号：",
    "打印本页",
    "【打印",
    "关闭窗口",
    "分享到",
    "扫码",
    "扫一扫",
    "长按",
    "版权所有",
    "版权声明",
    "免责声明",
    "本文由",
    "本文来自",
    "本文来源",
    "本站",
    "以上就是",
    "点击下载",
    "点此下载",
    "立即下载",
    "下载本文",
    "下载此文",
    "关注公众号",
    "关注微信",
    "加入会员",
    "开通会员",
    "返回顶部",
    "返回首页",
    "返回列表",
    "温馨提示：本",
    "声明：本",
    "小编",
    "Copyright",
    "copyright",
    "©",
    "ICP",
    "作者：",
    "作者:",
    "编辑：",
    "投稿：",
    "时间：20",
    "时间:20",
    "下面是小编",
    "以下是小编",
    "此处内容需要",
    "查看隐藏内容",
    "说明：文章内容",
    "如若转载",
    "文章来源",
    "本文地址",
    "本文链接",
    "原文地址",
    "原文链接",
    "转载自",
    "转载请",
    "文档来源",
    "资料来源：网",
    "更多",
    "查看更多",
    "欢迎下载",
    "欢迎关注",
    "收藏",
    "点赞",
    "标签：",
    "关键词：",
    "【导语】",
    "导读：",
    "上传者",
    "上传时间",
    "下载次数",
    "页数：",
    "格式：",
    "大小：",
]);

/// Buttons of a web page: lines that are nothing else.
static BUTTONS: Words = Words::new(&[
    "×",
    "✕",
    "╳",
    "注册",
    "登录",
    "注册登录",
    "登录注册",
    "登录/注册",
    "搜索",
    "分享",
    "打印",
    "关闭",
    "展开",
    "复制",
    "举报",
    "【正文】",
    "[正文]",
    "正文：",
    "正文:",
]);

/// The same, anywhere in a line of at most forty characters.
static SITE_HOLDS: Words = Words::new(&[
    "公众号",
    "范文网",
    "文库",
    "会员免费",
    "免费下载",
    "点击下载",
    "下载全文",
    "扫码",
    "扫描二维码",
    "二维码",
    "www.",
    "WWW.",
    "http://",
    "https://",
    ".com",
    ".cn/",
    "ICP备",
    "点击查看",
    "点击阅读",
    "阅读全文",
    "展开全文",
    "打开APP",
    "打开App",
    "仅供参考",
    "版权归",
    "上一页",
    "下一页",
    "广告",
    "转载",
]);

/// What a line is instead of a line of the report.
pub(super) fn noise(chars: Chars<'_>) -> Option<Noise> {
    let length = chars.len();
    if length == 0 {
        return None;
    }
    if length <= 20 && is_page(chars) {
        return Some(Noise::Page);
    }
    // The line under the head of a table is as long as the table has columns.
    if (length <= 40 || length <= 400 && chars.is(0, |c| c == '|'))
        && chars
            .0
            .iter()
            .all(|c| matches!(c, '-' | '*' | '_' | '=' | '|' | ':' | '—' | ' ' | '─'))
        && length >= 3
        && !chars.0.iter().all(|c| matches!(c, '_' | '—'))
    {
        return Some(Noise::Rule);
    }
    let sentence = chars.before(length) == Some('。');
    if BUTTONS.is_whole(chars) {
        return Some(Noise::Site);
    }
    // An address makes any such line long.
    let short = length <= 60 || length <= 200 && chars.holds("://");
    let from = chars.run(0, |c| {
        matches!(c, '【' | '[' | '>' | '*' | ' ' | '（' | '★')
    });
    let opens = SITE_OPENS.at(chars, from).filter(|_| short);
    // 来源： is a label of a site, whatever stands behind it.
    let label = opens.is_some_and(|word| word.text.ends_with(['：', ':']));
    let opens = opens.is_some() && !(sentence && length > 50);
    let holds = || length <= 40 && SITE_HOLDS.stand_in(chars);
    let path = || {
        let arrow = |w: &[char]| matches!(w, [' ', '>' | '》' | '»', ' ']);
        length <= 60 && chars.0.windows(3).any(arrow)
    };
    let noise = opens && label || (opens || holds() || path()) && !is_of_report(chars);
    noise.then_some(Noise::Site)
}

/// Whether a line is one of a report whatever words it has: （四）…设置公益广告X处 has a marker, and counts what is blank.
fn is_of_report(chars: Chars<'_>) -> bool {
    let counts = |blank: blanks::Blank| measure::unit(chars, blank.range.end).is_some();
    marker(chars, 0).is_some() || blanks::each(chars).any(counts)
}

/// - 3 -, 第3页, 第 3 页 共 9 页, 3/9, Page 3.
fn is_page(chars: Chars<'_>) -> bool {
    let tight: Vec<char> = chars.0.iter().copied().filter(|c| !is_space(*c)).collect();
    let tight = Chars(&tight);
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '─' | '~' | '·' | '•');
    let from = tight.run(0, dash);
    let digits = tight.run(from, is_digit);
    let end = tight.run(digits, dash);
    if digits > from && digits.saturating_sub(from) <= 4 && end == tight.len() {
        // A bare number may be a cell of a table; three digits are no page of such a text.
        return from > 0 && end > digits || from == 0 && end == digits && digits <= 2;
    }
    if tight.has_any(0, &["第", "Page", "page", "PAGE"]) {
        let rest = tight
            .0
            .iter()
            .filter(|c| !is_digit(**c))
            .collect::<String>();
        return matches!(
            rest.as_str(),
            "第页"
                | "第页共页"
                | "第页，共页"
                | "第页/共页"
                | "第页（共页）"
                | "Page"
                | "page"
                | "PAGE"
                | "Pageof"
                | "pageof"
        );
    }
    let slash = tight.run(0, is_digit);
    slash > 0
        && tight.is(slash, |c| c == '/')
        && tight.run(slash.saturating_add(1), is_digit) == tight.len()
        && tight.len() > slash.saturating_add(1)
}

/// Marks the lines of a table of contents: those behind 目录 that come again below, and those whose dots lead to a
/// page.
pub(super) fn contents(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut() {
        if line.noise.is_none() && leads_to_page(line.chars) {
            line.noise = Some(Noise::Contents);
        }
    }
    let opens = |line: &Line<'_>| {
        let bare = |c: char| is_space(c) || matches!(c, '：' | ':' | '【' | '】');
        let words = line.chars.trim(bare);
        let tight = words.0.iter().filter(|c| !is_space(**c)).take(5);
        matches!(words.before(words.len()), Some('录' | '次' | '航'))
            && matches!(
                tight.collect::<String>().as_str(),
                "目录" | "目次" | "文章目录" | "内容目录" | "本文目录" | "正文目录" | "导航"
            )
    };
    let Some(head) = lines.iter().position(opens) else {
        return;
    };
    let mut ends = head;
    for at in head.saturating_add(1)..lines.len() {
        let Some(line) = lines.get(at) else { break };
        if line.is_blank() {
            continue;
        }
        let entry = line.noise.is_some()
            || comes_again(
                line.chars,
                lines.get(at.saturating_add(1)..).unwrap_or_default(),
            );
        if !entry {
            break;
        }
        ends = at;
    }
    for line in lines.get_mut(head..=ends).unwrap_or_default() {
        if !line.is_blank() {
            line.noise = Some(Noise::Contents);
        }
    }
}

fn leads_to_page(chars: Chars<'_>) -> bool {
    let end = chars.len();
    let digits = chars.run_back(end, is_digit);
    let dots = chars.run_back(digits, |c| matches!(c, '.' | '…' | '·' | '．' | ' ' | '\t'));
    let leaders = chars
        .part(dots..digits)
        .0
        .iter()
        .filter(|c| !is_space(**c))
        .count();
    digits < end && leaders >= 3 && dots > 0
}

/// Whether a line of the contents stands below once more, its page number aside.
fn comes_again(chars: Chars<'_>, below: &[Line<'_>]) -> bool {
    let end = chars.run_back(chars.len(), |c| {
        is_digit(c) || is_space(c) || matches!(c, '.' | '…' | '·')
    });
    let words: String = chars
        .part(0..end)
        .0
        .iter()
        .filter(|c| !is_space(**c))
        .collect();
    if words.chars().filter(|c| is_han(*c)).count() < 2 || words.chars().count() > 40 {
        return false;
    }
    below.iter().take(2_000).any(|line| {
        let mut tight = line.chars.0.iter().filter(|c| !is_space(**c));
        words.chars().all(|c| tight.next() == Some(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<Noise> {
        let chars: Vec<char> = line.chars().collect();
        noise(Chars(&chars))
    }

    #[test]
    fn what_a_site_or_a_page_puts_around_is_no_line_of_the_report() {
        for line in [
            "×",
            "登录",
            "【正文】",
            "时间:2023-09-12 12:30 来源:网友投稿",
            "下面是小编整理的总结",
            "责任编辑：某某",
            "本文地址：http://www.example.com/a-long-folder/another-long-folder/20231218.html",
        ] {
            assert_eq!(of(line), Some(Noise::Site), "{line}");
        }
        for line in ["- 3 -", "第3页 共9页"] {
            assert_eq!(of(line), Some(Noise::Page), "{line}");
        }
        for line in [
            "××",
            "登录人次XX次",
            "注册资本X万元。",
            "____",
            "正文",
            "（四）宣传引导。设置公益广告____处，发放《致市民",
            "收藏文物X件，举办展览X场",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
