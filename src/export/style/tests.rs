//! Style files as offices write them, and with nonsense in them.

use proptest::prelude::*;

use super::*;

fn refusal(text: &str) -> String {
    read(text, "样式.toml").unwrap_err().to_string()
}

#[test]
fn without_a_line_it_is_the_standard() {
    let style = read("", "样式.toml").unwrap();
    assert_eq!(style, Style::default());
    assert_eq!((style.page.line(), style.page.character()), (579, 315));
    assert_eq!(style.tracking(&style.body), -5);
    assert_eq!(style.tracking(&style.title), 0);
    assert_eq!(style.width("清2026"), 315 + 4 * 155);
}

#[test]
fn one_line_changes_one_thing() {
    let style = read("[body]\nfont = \"仿宋\"\n", "样式.toml").unwrap();
    let mut expected = Style::default();
    expected.body.font = "仿宋".to_owned();
    assert_eq!(style, expected);
}

#[test]
fn every_setting_is_taken() {
    let text = "\u{feff}[page]\ntop = 37\nbottom = 35.0\nleft = 28\nright = 26\nlines = 20\ncharacters = 27\npitch = 28.5\n\
        [title]\nfont = \"华文中宋\"\nsize = \"小二\"\nbold = true\n[subtitle]\nsize = 15\n\
        [heading1]\nbold = true\n[heading4]\nfont = \"宋体\"\n[latin]\nfont = \"Times New Roman\"\n\
        [page_number]\nform = \"第1页\"\nside = \"居中\"\nsize = \"小四\"\n[signature]\nsealed = true\n\
        [red_head]\nname = \"中共清溪镇委员会文件\"\nnumber = \"清委〔2026〕5号\"\nsigner = \"张三\"\nsize = \"小初\"\n";
    let style = read(text, "样式.toml").unwrap();
    assert_eq!((style.page.top, style.page.left), (2098, 1587));
    assert_eq!((style.page.lines, style.page.line()), (20, 570));
    assert_eq!((style.title.size, style.title.bold), (36, true));
    assert_eq!(style.headings[3].font, "宋体");
    assert_eq!(
        style.page_number.around,
        Some(("第".to_owned(), "页".to_owned()))
    );
    assert!(style.sealed && style.headings[0].bold);
    assert_eq!(style.red_head.unwrap().face.size, 72);
    let none = read("[page_number]\nform = \"无\"\n", "样式.toml").unwrap();
    assert_eq!(none.page_number.around, None);
}

#[test]
fn nonsense_is_named_with_its_line() {
    for (text, said) in [
        ("[title]\nsize = \"200号\"\n", "标题的字号写的是 \"200号\""),
        ("[title]\nsize = 0\n", "第2行"),
        ("[title]\nfont = \"\"\n", "标题的字体写的是 \"\""),
        ("[title]\nfont = 3\n", "标题的字体写的是 3"),
        ("[title]\nfont = \"仿宋,宋体\"\n", "一个字体名"),
        ("[title]\nbold = \"是\"\n", "true"),
        ("[title]\ncolour = \"红\"\n", "标题没有 colour 这个设定"),
        ("\n[titel]\nsize = 3\n", "没有 titel 这一项"),
        ("title = 3\n", "标题要写成一个表"),
        ("[page]\ntop = -3\n", "版面的上边距写的是 -3"),
        ("[page]\ntop = nan\n", "毫米"),
        ("[page]\ntop = \"37\"\n", "毫米"),
        ("[page]\nlines = 1.5\n", "整数"),
        ("[page]\nlines = 60\n", "一页放不下60行"),
        ("[page]\npitch = 12\n", "行距比正文的字还小"),
        ("[page]\ncharacters = 40\n", "每行40个字"),
        ("[page]\nleft = 100\nright = 100\n", "每行28个字"),
        ("[body]\nsize = \"初号\"\n", "放不下"),
        ("[page_number]\nform = \"第11页\"\n", "一个 1"),
        ("[page_number]\nside = \"左\"\n", "外侧"),
        ("[red_head]\nnumber = \"清委[2026]5号\"\n", "六角括号"),
        ("[red_head]\nnumber = \"清委〔2026〕第5号\"\n", "六角括号"),
        ("[red_head]\nnumber = \"清委〔2026〕05号\"\n", "六角括号"),
        ("[red_head]\nsigner = \"张三\"\n", "红头没有写名称"),
        ("[title]\nfont = “仿宋”\n", "第2行"),
        ("标题 = 1\n", "第1行"),
        ("[title]\nsize = 3\n[title]\nsize = 4\n", "第3行"),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(said), "{text}\n{refusal}");
        assert!(refusal.contains("样式.toml") && refusal.contains("办法"));
    }
}

proptest! {
    #[test]
    fn any_text_is_taken_or_refused(text in "(\\[?[a-z_]{1,9}\\]?( = .{0,12})?\n){0,5}") {
        drop(read(&text, "样式.toml"));
    }

    #[test]
    fn a_style_that_is_taken_can_be_set(top in 0_i64..120, left in 0_i64..120, lines in 0_i64..70, size in 0_i64..80) {
        let text = format!("[page]\ntop = {top}\nleft = {left}\nlines = {lines}\n[body]\nsize = {size}\n");
        if let Ok(style) = read(&text, "样式.toml") {
            prop_assert!(style.page.line() >= style.body.em());
            prop_assert!(style.page.character() > style.body.em() / 2);
        }
    }
}
