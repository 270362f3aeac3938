//! What the wording says becomes a rule, and nothing else.

use super::*;

/// The rules of a text in which figures stand as 〔key:unit〕.
fn said(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut figures = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('〔') {
        let (inside, after) = behind.split_once('〕').expect("〕");
        let (key, unit) = inside.split_once(':').expect("a unit");
        plain.push_str(before);
        let start = plain.chars().count();
        plain.push('X');
        plain.push_str(unit);
        figures.push(Figure {
            key,
            unit: unit.into(),
            start,
            end: plain.chars().count(),
        });
        rest = after;
    }
    plain.push_str(rest);
    let chars: Vec<char> = plain.chars().collect();
    let mut found = Vec::new();
    rules(Chars(&chars), &figures, &mut found);
    found
        .iter()
        .map(|rule| rule.expect.source.clone())
        .collect()
}

#[test]
fn what_the_wording_says_becomes_a_rule() {
    for (text, expected) in [
        (
            "发展党员〔甲:名〕，其中女党员〔乙:名〕。",
            vec!["{乙} <= {甲}"],
        ),
        (
            "党员〔甲:名〕，其中大专以上〔乙:人〕，占〔丙:％〕。",
            vec!["{乙} <= {甲}", "{丙} = {乙} / {甲} * 100"],
        ),
        (
            "共有项目〔甲:个〕，包括新建〔乙:个〕、续建〔丙:个〕。",
            vec!["{甲} = {乙} + {丙}"],
        ),
        (
            "排查隐患〔甲:处〕，整改〔乙:处〕，整改率〔丙:%〕。",
            vec!["{乙} <= {甲}", "{丙} = {乙} / {甲} * 100"],
        ),
        (
            "〔甲:个〕村共〔乙:万元〕，村均〔丙:万元〕。",
            vec!["{丙} = {乙} / {甲}"],
        ),
        (
            "由〔甲:万元〕增加到〔乙:万元〕，增长〔丙:％〕。",
            vec!["{丙} = ({乙} - {甲}) / {甲} * 100"],
        ),
        (
            "整改率由〔甲:％〕提高到〔乙:％〕，提高〔丙:个百分点〕。",
            vec!["{丙} = {乙} - {甲}"],
        ),
        (
            "收入〔甲:万元〕，同比下降〔乙:％〕。",
            vec!["{乙} = ({甲:上期} - {甲}) / {甲:上期} * 100"],
        ),
        (
            "〔甲:个〕村收入超〔乙:万元〕，〔丙:个〕超〔丁:万元〕。",
            vec!["{丙} <= {甲}"],
        ),
        (
            "培训干部〔甲:人〕，其中村干部〔乙:人〕，发放资料〔丙:份〕，慰问群众〔丁:人〕。",
            vec!["{乙} <= {甲}"],
        ),
        (
            "共实施项目〔甲:个〕，包括新建〔乙:个〕、续建〔丙:个〕，竣工〔丁:个〕。",
            vec!["{甲} = {乙} + {丙}"],
        ),
        (
            "排查隐患〔甲:处〕，整改〔乙:处〕，正在整改〔丙:处〕，整改率达〔丁:％〕。",
            vec!["{乙} <= {甲}", "{丁} = {乙} / {甲} * 100"],
        ),
        (
            "下达任务〔甲:亩〕，完成〔乙:亩〕，完成率〔丙:％〕。",
            vec!["{丙} = {乙} / {甲} * 100"],
        ),
        (
            "〔甲:个〕村实施项目〔乙:个〕，总收入〔丙:万元〕，村均〔丁:万元〕。",
            vec!["{丁} = {丙} / {甲}"],
        ),
        (
            "财政收入〔甲:万元〕，较上年增长〔乙:％〕。",
            vec!["{乙} = ({甲} - {甲:上期}) / {甲:上期} * 100"],
        ),
        (
            "城镇化率〔甲:％〕，同比提高〔乙:个百分点〕。",
            vec!["{乙} = {甲} - {甲:上期}"],
        ),
        (
            "惠及〔甲:户〕〔乙:人〕，其中低保户〔丙:户〕〔丁:人〕。",
            vec!["{丙} <= {甲}", "{丁} <= {乙}"],
        ),
        (
            "共投入〔甲:万元〕，甲村、乙村分别为〔乙:万元〕、〔丙:万元〕。",
            vec!["{甲} = {乙} + {丙}"],
        ),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_said_makes_no_rule() {
    for text in [
        "发展党员〔甲:名〕。其中女党员〔乙:名〕。",
        "开会〔甲:次〕，培训〔乙:人次〕，增长〔丙:％〕。",
        "其中大专以上〔乙:人〕，占〔丙:％〕。",
        "整改率〔丙:%〕。",
        "辖〔甲:个〕村、〔乙:个〕社区，人口〔丙:万人〕，其中脱贫村〔丁:个〕。",
        "党员〔甲:名〕，占全镇人口的〔乙:％〕。",
        "推广水稻〔甲:亩〕，粮食总产同比增长〔乙:％〕。",
        "发生事故〔甲:起〕，死亡〔乙:人〕，事故起数同比下降〔丙:％〕。",
        "财政收入〔甲:万元〕，比上年末增长〔乙:％〕。",
        "公共预算收入〔甲:万元〕，包括税收〔乙:万元〕、非税〔丙:万元〕。",
        "慰问党员〔甲:名〕、群众〔乙:名〕，发放〔丙:元〕，人均〔丁:元〕。",
        "三个村分别为〔甲:万元〕、〔乙:万元〕、〔丙:万元〕。",
        "立行整改〔甲:个〕，限期整改〔乙:个〕，整改率〔丙:％〕。",
        "发现问题〔甲:个〕，约谈〔乙:人〕，整改〔丙:件〕，整改率〔丁:％〕。",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}
