//! `diff`, `next` and `ask`: between drafts, and between those who fill them in.

use super::home::{DRAFT, Home};

#[test]
fn a_diff_names_figures_and_wording_that_changed() {
    let home = Home::with_draft();
    assert_eq!(
        home.run(&["diff", "汇报.toml", "汇报.toml"]).done(),
        "两份没有不同。\n"
    );
    let new = DRAFT
        .replace("= 310 ", "= 320 ")
        .replace("\"水质达标率\" = 97.5\n", "\"整治方式\" = \"集中整治\"\n")
        .replace("heading = \"抓巡查。\"", "heading = \"抓巡河。\"");
    home.write("新.toml", &new);
    let said = home.run(&["diff", "汇报.toml", "新.toml"]).done();
    for words in [
        "数据 巡河次数：原来 310余次，现在 320余次\n",
        "数据 水质达标率：原来 97.5％，现在空着\n",
        "数据 整治方式：原来空着，现在 集中整治\n",
        "  原来：抓巡查。",
        "  现在：抓巡河。",
    ] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
    let json = home.run(&["diff", "汇报.toml", "新.toml", "--json"]).done();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["figures"][0]["key"], "巡河次数");
    assert_eq!(json["figures"][0]["before"], "310余次");
    assert!(
        json["texts"][0]["after"]
            .as_str()
            .unwrap()
            .starts_with("抓巡河")
    );
    let said = home.fed(&["diff", "-", "新.toml"], &new).done();
    assert_eq!(said, "两份没有不同。\n");
    home.run(&["diff", "-", "-"]).refused(2, &["标准输入"]);
    home.run(&["diff", "汇报.toml", "没有.toml"])
        .refused(3, &["没有.toml"]);
    home.run(&["diff", "汇报.toml"]).refused(2, &["新稿"]);
}

#[test]
fn what_is_missing_is_asked_of_those_who_supply_it_and_read_back() {
    let home = Home::new();
    let draft = DRAFT
        .replace("\"巡河次数\" = 310       # 河长办的数\n", "")
        .replace(
            "\"水质达标率\" = 97.5\n",
            "[previous]\n\"水质达标率\" = 96\n",
        )
        .replace(
            "max = 20000\n",
            "max = 20000\nfrom = \"河长办\"\nask = \"一人一趟算一次\"\n",
        );
    home.write("汇报.toml", &draft);
    let asked = home.run(&["ask", "汇报.toml"]).done();
    let title = "《清溪镇2024年上半年河湖管护情况汇报》还缺下面的数，数据截至2024年6月30日，请填在等号后面发回：";
    let river = format!("河长办：{title}\n（一人一趟算一次）\n巡河次数=____次\n");
    let water = format!("{title}\n（上期96）\n水质达标率=____％\n");
    assert_eq!(asked, format!("{river}\n{water}"));
    assert_eq!(
        home.run(&["ask", "汇报.toml", "--for", "河长办"]).done(),
        river
    );
    home.run(&["ask", "汇报.toml", "--for", "组织办"])
        .refused(2, &["组织办", "河长办"]);
    // Sent back as it is, it says what is still missing.
    let left = home.fed(&["set", "汇报.toml", "--from", "-"], &asked);
    assert_eq!(left.code, 1);
    assert!(
        left.err.contains("还有2处") && left.err.contains("巡河次数：后面没有写数。"),
        "{left:?}"
    );
    let filled = asked.replacen("____", "330", 1).replacen("____", "98.5", 1);
    home.fed(&["set", "汇报.toml", "--from", "-"], &filled)
        .done();
    assert_eq!(home.run(&["get", "汇报.toml", "巡河次数"]).done(), "330\n");
    assert_eq!(
        home.run(&["get", "汇报.toml", "水质达标率"]).done(),
        "98.5\n"
    );
    let done = home.run(&["ask", "汇报.toml"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    assert!(done.err.contains("没有要问的"), "{}", done.err);
}

#[test]
fn the_next_period_s_draft_comes_from_a_finished_one() {
    let home = Home::with_draft();
    let ran = home.run(&["next", "汇报.toml", "-o", "明年.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "明年.toml\n"), "{ran:?}");
    assert!(ran.err.contains("上期的数有4个"), "{}", ran.err);
    assert_eq!(home.read("汇报.toml"), DRAFT);
    let next = home.read("明年.toml");
    for stays in [
        "# 报头",
        "\"镇名\" = \"清溪镇\"      # 全称",
        "\"年度\" = 2025",
        "office = ",
    ] {
        assert!(next.contains(stays), "{stays} is not in\n{next}");
    }
    let (_, previous) = next.split_once("[previous]\n").unwrap();
    let expected =
        "\"巡河次数\" = 310\n\"清理垃圾吨数\" = 46.50\n\"水质达标率\" = 97.5\n\"未达标率\" = 2.5\n";
    assert!(previous.starts_with(expected), "{next}");
    assert!(!next.contains("date =") && next.contains("previous = \"2024年\""));
    assert_eq!(home.run(&["get", "明年.toml", "巡河次数"]).done(), "\n");
    home.run(&["next", "汇报.toml", "-o", "明年.toml"])
        .refused(2, &["明年.toml"]);
    home.run(&["next", "汇报.toml"]).refused(2, &["--output"]);
    // Another year in the wording is found from then on.
    let dated = DRAFT.replace("坚持巡查", "坚持2024年的巡查");
    let ran = home.fed(&["next", "-", "-o", "-", "--year", "2027"], &dated);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("文字里有1处还是别的年份"), "{}", ran.err);
    let year = home.fed(&["get", "-", "年度"], &ran.out).done();
    assert_eq!(year, "2027\n");
    let findings = home.fed(&["check", "-", "--json"], &ran.out).out;
    assert!(findings.contains("\"code\": \"stale\""), "{findings}");
    for year in ["2024", "24"] {
        home.run(&["next", "汇报.toml", "-o", "x.toml", "--year", year])
            .refused(2, &["--year"]);
    }
}
