//! Headings of texts, each with its level and what is printed before it.

use crate::import::{How, Styled, import};

/// The headings of a text as `1 一、主要做法`.
fn headings(text: &str, styled: &[Styled]) -> Vec<String> {
    let how = How {
        styled,
        ..How::default()
    };
    let found = import(text, how).unwrap().found;
    let headings = found.headings.iter();
    headings
        .map(|heading| format!("{} {}|{}", heading.level, heading.marker, heading.text))
        .collect()
}

#[test]
fn a_row_of_words_counts_headings() {
    let text = "一、主要做法\n首先，抓学习。学X次。\n学得扎实。\n其次、抓队伍。\n第三，抓作风。\n最后，抓考核。\n\
        二、问题\n首先是认识不足。\n再次，办法不多。\n第一，老。\n第二，少。";
    assert_eq!(
        headings(text, &[]),
        [
            "1 一、|主要做法",
            "2 首先，|抓学习",
            "2 其次、|抓队伍",
            "2 第三，|抓作风",
            "2 最后，|抓考核",
            "1 二、|问题",
            "2 首先是|认识不足",
            "2 再次，|办法不多",
            "3 第一，|老",
            "3 第二，|少",
        ]
    );
}

#[test]
fn words_that_form_no_row_are_text() {
    for text in [
        "一、做法\n首先，感谢大家。\n二、问题\n其次，办法不多。",
        "一、做法\n首先，抓学习；其次，抓队伍。\n最后，感谢大家。",
        "一、做法\n首先抓学习。\n其次抓队伍。",
        "首先，感谢大家。\n其次，请批评。\n一、做法\n抓学习。",
    ] {
        let found = headings(text, &[]);
        assert!(
            found.iter().all(|heading| heading.contains('、')),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_list_inside_one_paragraph_is_no_heading() {
    let text = "一、做法\n学X次。\n二、问题\n一是学习少，仅X次；二是经费少；三是人手少。\n三、打算\n一要多学。学X次。二要多筹。\n第一，多练；第二，多考。\n①查X次；②改X处。\n四、建议\n一是给人。给X人。\n二是给钱。给X元。";
    assert_eq!(
        headings(text, &[]),
        [
            "1 一、|做法",
            "1 二、|问题",
            "1 三、|打算",
            "1 四、|建议",
            "2 一是|给人",
            "2 二是|给钱"
        ]
    );
}

#[test]
fn a_row_of_words_stays_in_the_headlines() {
    let import = import(
        "首先，抓学习。学X次。\n最后，抓考核。考X次。",
        How::default(),
    );
    let report = import.unwrap().report;
    let headings: Vec<&str> = report
        .parts
        .iter()
        .map(|part| part.heading.source())
        .collect();
    assert_eq!(headings, ["首先，抓学习。", "最后，抓考核。"]);
}

#[test]
fn in_a_glued_text_the_first_heading_below_opens_right_behind_its_own() {
    let text = "某局工作总结一、主要做法（一）高位推动。全年召开会议X次，研究问题XX个，印发方案X份，落实经费XX万元，明确专人负责，\
        做到有人管事、有钱办事，各项任务按期推进，没有拖到下一个年度。（二）全面排查。见方案第（一）项，组成专班X个，排查企业XXX家，\
        发现隐患XXX处，整改XXX处，其余全部落实责任单位和整改时限，确保按期整改到位，不留死角，不走过场，不反弹回潮，做到件件有着落、事事有回音，\
        群众满意度比去年有明显提高。";
    let found = import(text, How::default()).unwrap().found;
    assert_eq!(found.title.as_deref(), Some("某局工作总结"));
    assert_eq!(
        headings(text, &[]),
        ["1 一、|主要做法", "2 （一）|高位推动", "2 （二）|全面排查"]
    );
}

#[test]
fn what_is_only_set_as_a_heading_is_one() {
    let text = "# 工作总结\n今年以来，开展X次。\n## 做法\n### 抓学习\n学X次。\n1. 抓笔记。\n2. 抓讨论。\n### 抓队伍\n训X次。\n## 问题\n办法不多。";
    assert_eq!(
        headings(text, &[]),
        [
            "1 |做法",
            "2 |抓学习",
            "3 1.|抓笔记",
            "3 2.|抓讨论",
            "2 |抓队伍",
            "1 |问题",
        ]
    );
    let bare = text.replace("# ", "").replace('#', "");
    let styled = [(1, 1), (3, 2), (4, 3), (8, 3), (10, 2)];
    let styled = styled.map(|(line, level)| Styled { line, level });
    assert_eq!(headings(&bare, &styled), headings(text, &[]));
}

#[test]
fn what_is_set_as_a_heading_among_numbered_ones_is_text() {
    let text =
        "## 前言\n开展X次。\n## 一、做法\n抓得好。\n## 结语\n谢谢。\n## 二、问题\n办法不多。";
    assert_eq!(headings(text, &[]), ["1 一、|做法", "1 二、|问题"]);
    let sentence = "# 总结\n## 今年以来，学习了。研究了。\n办了X件。\n## 问题\n办法不多。";
    assert_eq!(headings(sentence, &[]), ["1 |问题"]);
}

#[test]
fn two_titles_are_no_headings_over_numbered_sections() {
    let text = "# 甲镇工作总结\n## 一、做法\n学X次。\n# 乙镇工作总结\n## 一、做法\n学X次。\n## 二、问题\n少。";
    assert_eq!(
        headings(text, &[]),
        ["1 一、|做法", "1 一、|做法", "1 二、|问题"]
    );
}

#[test]
fn a_number_that_begins_again_is_told() {
    let told = |text: &str| -> Vec<(usize, String)> {
        let read = import(text, How::default()).unwrap();
        let remarks = read.remarks.into_iter();
        remarks
            .map(|remark| (remark.line, remark.message))
            .collect()
    };
    let twice =
        "总结\n一、做法\n（一）抓甲\n共XX人。\n二、问题\n（一）少XX人\n一、打算\n加XX人。\n";
    let [(7, said)] = &told(twice)[..] else {
        panic!("{:?}", told(twice));
    };
    assert!(said.contains("该是第3个"), "{said}");
    let two = "甲村总结\n一、做法\n共XX人。\n二、问题\n少XX人。\n乙村总结\n一、做法\n共XX人。\n";
    let [(7, said)] = &told(two)[..] else {
        panic!("{:?}", told(two));
    };
    assert!(said.contains("又从头编号，模板里接着编成第3个"), "{said}");
}

#[test]
fn an_office_with_work_in_its_name_is_an_addressee() {
    let text = "某镇工作汇报\n\n县信访工作联席会议办公室：\n今年以来，全镇平稳。\n一、做法\n（一）排查。排查X次。\n";
    let report = import(text, How::default()).unwrap().report;
    assert_eq!(report.head.to.source(), "县信访工作联席会议办公室：");
}

#[test]
fn what_stands_over_a_bulletin_or_a_paper_is_no_title() {
    let title = |text: &str| import(text, How::default()).unwrap().found.title;
    for (text, expected) in [
        (
            "中共XX县委办公室\n工 作 简 报\n第X期\nXX县委办公室编　　　　20XX年X月X日\n\n\
                XX镇“三个聚焦”推动人居环境整治提质增效\n\n今年以来，XX镇清理垃圾XX吨。",
            "XX镇“三个聚焦”推动人居环境整治提质增效",
        ),
        (
            "附件1\n\nXX镇自评报告\n\n一、自评情况\n得分XX.X分。",
            "XX镇自评报告",
        ),
        (
            "X政发〔20XX〕X号　　签发人：XXX\n关于申请资金的请示\n\n县政府：\n现将情况请示如下。",
            "关于申请资金的请示",
        ),
        (
            "XX中心20XX年工作总结\n暨20XX年工作计划\n\n今年以来，全力以赴。",
            "XX中心20XX年工作总结暨20XX年工作计划",
        ),
    ] {
        assert_eq!(title(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn rows_of_a_glued_text_are_headings_where_spaces_part_them() {
    let text = |row: &str| {
        let words =
            "今年以来，我镇按照上级部署，扎实做好各项工作，取得了明显成效，群众满意度不断提高。";
        format!(
            "XX镇养老服务工作总结 {words}{words} 一、主要工作 {words}{words} 二、存在问题 {row} 三、打算 {words}"
        )
    };
    let found = headings(&text("一是人员少。仅有X名。 二是水平低。持证X名。"), &[]);
    let expected = [
        "1 一、|主要工作",
        "1 二、|存在问题",
        "2 一是|人员少",
        "2 二是|水平低",
        "1 三、|打算",
    ];
    assert_eq!(found, expected);
    let found = headings(&text("一是人员少，仅有X名；二是水平低，持证X名。"), &[]);
    assert_eq!(found, ["1 一、|主要工作", "1 二、|存在问题", "1 三、|打算"]);
}
