//! A text's blanks get the names that an official would give them.

use compact_str::CompactString;

use crate::import::{How, import};

fn keys(text: &str) -> Vec<CompactString> {
    let read = import(text, How::default()).expect("a text");
    let blanks = read.found.blanks.into_iter();
    blanks.map(|blank| blank.key).collect()
}

#[test]
fn a_person_is_told_by_the_family_name_before_the_blank() {
    for (text, expected) in [
        ("村党支部书记李××带头。", vec!["书记姓名"]),
        ("会上，张XX、王XX作了发言。", vec!["姓名", "王某姓名"]),
        ("派出王 xx、李 xx。", vec!["姓名", "李某姓名"]),
        ("王某某等人受到表彰，王某某为组长。", vec!["姓名", "姓名"]),
        ("和XX村结对。", vec!["村名"]),
        ("负责人  XXX", vec!["负责人姓名"]),
        ("镇党委书记　　XXX", vec!["书记姓名"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn who_reports_is_one_person_in_by_line_text_and_signature() {
    let body = "一、主要工作\n（一）抓学习。集中学习X次，由村会计记录。\n";
    let report = |first: &str, opening: &str, last: &str| {
        keys(&format!(
            "2023年度述职报告\n{first}\n\n{opening}\n{body}\n{last}\n"
        ))
    };
    let all = report(
        "兴业村主任　XXX",
        "大家好！我叫XXX，当选以来尽职尽责。现述职如下：",
        "述职人：XXX",
    );
    assert_eq!(all, ["主任姓名", "主任姓名", "学习次数", "主任姓名"]);
    let own = report("", "我是兴业村党支部书记XXX。现述职如下：", "述职人：XXX");
    assert_eq!(own, ["书记姓名", "学习次数", "书记姓名"]);
    // Another one's name, and the next report's own.
    let other = report("", "本人XXX，和村会计一起工作。现述职如下：", "联系人：XXX");
    assert_eq!(other, ["姓名", "学习次数", "联系人姓名"]);
}

#[test]
fn where_someone_can_be_reached_is_no_place() {
    assert_eq!(
        keys("联系人：张××，联系电话XXXXXXXXXXX。"),
        ["联系人姓名", "联系电话"]
    );
}

#[test]
fn what_a_figure_was_and_came_to_the_ends_of_a_range_and_lines_are_told_apart() {
    for (text, expected) in [
        (
            "党员到会率由X％提高到X％。",
            &["原党员到会率", "党员到会率"][..],
        ),
        (
            "审批环节由上年的X个减到X个。",
            &["原审批环节个数", "审批环节个数"],
        ),
        (
            "培养后备干部X至X名。",
            &["后备干部人数下限", "后备干部人数上限"],
        ),
        (
            "X月X日至X月X日，县委巡察组进驻。",
            &["开始日期", "结束日期"],
        ),
        (
            "已有X个村集体经济收入超X万元，X个超X万元。",
            &[
                "村集体经济收入达标村数",
                "村集体经济收入标准",
                "村集体经济收入第二档村数",
                "村集体经济收入第二档标准",
            ],
        ),
        (
            "发出纪律检查建议书X份，走访慰问困难党员X名。",
            &["纪律检查建议书份数", "走访慰问困难党员人数"],
        ),
        (
            "在线率X％，有效率X％，优良中等路率X％。",
            &["在线率", "有效率", "优良中等路率"],
        ),
        (
            "在第X届人民代表大会第X次会议上。",
            &["人大届次", "人大会议次序"],
        ),
        (
            "与XX烈士陵园共建，将某建筑公司列入名单。",
            &["烈士陵园名称", "建筑公司名称"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn figures_told_of_several_things_at_once_are_told_apart() {
    for (text, expected) in [
        (
            "城镇、农村居民人均可支配收入分别达到X元和X元。",
            &["城镇居民人均可支配收入", "农村居民人均可支配收入"][..],
        ),
        ("合格率、优秀率分别为X％、X％。", &["合格率", "优秀率"]),
        (
            "立案数、损失数分别下降X％、X％。",
            &["立案数降幅", "损失数降幅"],
        ),
        (
            "三次产业结构由上年的XX:XX:XX调整为XX:XX:XX。",
            &[
                "原第一产业占比",
                "原第二产业占比",
                "原第三产业占比",
                "第一产业占比",
                "第二产业占比",
                "第三产业占比",
            ],
        ),
        (
            "按照__∶__∶__的比例分担。",
            &["比例分担", "比例分担二", "比例分担三"],
        ),
        (
            "油料种植面积X亩，增加X亩。",
            &["油料种植面积", "油料种植面积增加数"],
        ),
        ("造成X人中毒、X人被困。", &["中毒人数", "被困人数"]),
        (
            "XX建设集团负责，XX建设集团有限公司监理，由XX化工有限公司承办。",
            &["建设集团名称", "建设集团名称", "化工公司名称"],
        ),
        (
            "深入X个乡镇X个村，党组织书记X名，出生率X‰。",
            &["乡镇数", "村数", "党组织书记人数", "出生率"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn what_is_counted_in_one_character_ranked_or_wanting_has_its_name() {
    for (text, expected) in [
        (
            "对全县X个镇、X个村进行了督查，X个村交通中断，组成X个督查组。",
            &["镇数", "村数", "交通中断村数", "督查组个数"][..],
        ),
        (
            "参保率X％，列全县第X位；总量和增速分别居全市第X位、第X位。",
            &["参保率", "参保率位次", "总量位次", "增速位次"],
        ),
        (
            "自筹资金X万元，尚缺X万元，户均增收X元，按每人每月X元标准补助。",
            &["自筹资金", "资金缺口", "户均增收", "每人每月标准"],
        ),
        (
            "城镇、农村居民收入分别达X元和X元，增长X％和X％。",
            &[
                "城镇居民收入",
                "农村居民收入",
                "城镇居民收入增幅",
                "农村居民收入增幅",
            ],
        ),
        (
            "来信X件、来访X批，同比分别下降X％、X％。",
            &["来信件数", "来访批数", "来信件数降幅", "来访批数降幅"],
        ),
        (
            "居民收入由“十三五”末的X元增加到X元。",
            &["原居民收入", "居民收入"],
        ),
        (
            "镇党委书记张XX主持，由李XX牵头。\n出席：张XX　李XX",
            &["书记姓名", "姓名", "书记姓名", "姓名"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn one_of_another_rank_or_place_is_another_one() {
    for (text, expected) in [
        ("副县长　XXX\n县长　XXX", &["副县长姓名", "县长姓名"][..]),
        (
            "师生比为1:XX.X，农机总动力X万千瓦。",
            &["师生比", "农机总动力"],
        ),
        (
            "拖拉机、无人机保有量分别为X台、X架。",
            &["拖拉机保有量台数", "无人机保有量台数"],
        ),
        (
            "解决的（A类）X件，排查XX县道X公里。",
            &["解决A类件数", "县道名称", "县道里程"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn a_year_of_what_happened_once_is_not_the_reports() {
    for (text, expected) in [
        (
            "20XX年，我镇真抓实干。XX社区成立于20XX年，20XX年被评为先进。",
            &["报告年度", "社区名", "社区成立年份", "评为先进年份"][..],
        ),
        (
            "X政发〔20XX〕X号\n关于20XX年工作的报告",
            &["", "发文年度", "文号", "报告年度"],
        ),
    ] {
        let keys = keys(text);
        let pairs = keys.iter().zip(expected);
        for (key, expected) in pairs.filter(|(_, expected)| !expected.is_empty()) {
            assert_eq!(key, expected, "{text}");
        }
    }
}

#[test]
fn years_that_are_printed_differently_or_end_a_span_are_others() {
    assert_eq!(
        keys("201X年，全镇增收。202X年再上台阶，201X年的基础还在。"),
        ["报告年度", "目标年度", "报告年度"]
    );
    assert_eq!(
        keys("20XX年全镇增收。20XX年至20XX年持续增长。"),
        ["报告年度", "起始年度", "截止年度"]
    );
}

#[test]
fn what_the_opening_counted_is_known_where_it_stands_behind_its_figure() {
    let report = |body: &str| {
        let head = "工作总结\n今年以来，处置问题线索X件。现将情况报告如下：\n一、主要工作\n";
        keys(&format!(
            "{head}（一）抓办案。{body}\n二、存在问题\n还有不足。\n"
        ))
    };
    let same = |body: &str| report(body).first() == report(body).get(1);
    assert!(same("上半年的X件问题线索全部办结。"));
    assert!(!same("尚未办结的X件问题线索正在办理。"));
    assert!(!same("协助县纪委核查X件问题线索。"));
    assert!(!same("走访的X户家庭全部满意。"));
}

#[test]
fn terms_and_sessions_are_those_of_the_body_that_sits() {
    assert_eq!(
        keys(
            "市政协X届X次会议以来，提案增多。自X届X次会议以来，特别是X届市政协以来，区党委X届X次全会作了部署。"
        ),
        [
            "政协届次",
            "政协会议次序",
            "政协届次",
            "政协会议次序",
            "政协届次",
            "党委届次",
            "党委全会次序"
        ]
    );
    assert_eq!(keys("关于X届X次会议以来的情况。"), ["届次", "会议次序"]);
    assert_eq!(keys("举办第X届油菜花节。"), ["油菜花节届次"]);
    let others = keys("关于X届X次会议的情况。举办第X届XX茶文化节，被评为第X届道德模范。");
    assert_eq!(others.iter().filter(|key| *key == "届次").count(), 1);
}

#[test]
fn the_place_of_those_who_report_is_one_wherever_it_stands_without_its_end() {
    assert_eq!(
        keys(
            "XX县工作总结\n关心支持XX发展，处置涉XX舆情，讲好XX故事，让XX的明天更好，为谱写现代化XX新篇章努力。"
        ),
        ["县名", "县名", "县名", "县名", "县名", "现代化地名"]
    );
}

#[test]
fn what_stands_behind_a_thing_is_no_part_of_its_name() {
    assert_eq!(keys("建成X个果蔬基地带就业。"), ["果蔬基地个数"]);
}

#[test]
fn what_a_report_counts_once_is_known_again() {
    let same = |text: &str| {
        let keys = keys(text);
        keys.first() == keys.get(1)
    };
    assert!(same(
        "与X个行政村签订责任书。对X个行政村责任书履行情况全面检查。"
    ));
    assert!(!same("新建道路涉及X个行政村。全县X个行政村全部通车。"));
    assert!(same("剩余X件正在推进。对剩余的X件积案逐件研究。"));
    assert!(!same("剩余X件正在推进。剩余X户正在搬迁。"));
}

#[test]
fn a_table_set_with_white_space_names_its_cells() {
    let text = "名次　镇别　得分　整改率（%）\n1　城关镇　[待填]　[待填]\n2　南塘镇　XX　XX";
    let expected = ["城关镇得分", "城关镇整改率", "南塘镇得分", "南塘镇整改率"];
    assert_eq!(keys(text), expected);
}

#[test]
fn times_of_the_day_points_and_units_of_a_table_are_understood() {
    let text = "指标名称\t计量单位\t本年\t同比增减（%）\n固定资产投资\t万元\tXX\t-X.X";
    assert_eq!(keys(text), ["固定资产投资", "固定资产投资增幅"]);
    let text = "性别比为XX.X（以女性为100），企业于X时XX分启动响应，每日X时前报送。";
    let found = import(text, How::default()).expect("a text").found;
    let kinds: Vec<&str> = found.blanks.iter().map(|blank| blank.kind.name()).collect();
    assert_eq!(kinds, ["number", "date", "date"]);
    assert_eq!(found.blanks.get(1).expect("a time").text, "X时XX分");
}

#[test]
fn the_number_of_an_item_is_no_part_of_a_name() {
    let text =
        "工作总结\n1.全镇共有党员XX名。\n2、入户率由XX％提高到XX％。\n（3）共投入资金XX万元。\n";
    for key in keys(text) {
        assert!(!key.contains(|c: char| c.is_ascii_digit()), "{key}");
    }
}

#[test]
fn a_date_in_brackets_is_no_date_line() {
    let text = "XX镇工作总结\n一、做法\n共XX人。\nXX镇人民政府\n（20XX年X月X日）\n";
    assert_eq!(keys(text).last().unwrap(), "落款日期");
    let text = text.replace(['（', '）'], "");
    assert_eq!(keys(&text).last().unwrap(), "成文日期");
}

#[test]
fn what_was_counted_is_known_when_all_or_a_part_of_it_is_told() {
    for (text, expected) in [
        (
            "登记选民XX名。XX名登记选民中，长期外出的占X％。",
            &["登记选民人数", "登记选民人数", "长期外出占比"][..],
        ),
        (
            "全院XX名职工齐心协力。XX名职工中，副高以上职称X人。现有职工XX名。",
            &["职工人数", "职工人数", "副高以上职称人数", "职工人数"],
        ),
        (
            "全市XX家规模以上工业企业全部联网直报。XX家规模以上工业企业中，停产X家。",
            &["规上工业企业家数", "规上工业企业家数", "停产家数"],
        ),
        (
            "未达序时进度X个。对未达序时进度的X个问题，逐一调度。",
            &["未达序时进度个数", "未达序时进度个数"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn what_was_done_to_some_of_them_is_no_count_of_all() {
    for text in [
        "改造基层社X个。XX个基层社中，年盈利的不多。",
        "现有党员XX名。发展党员X名。",
        "党员XX名。全村30岁以下的党员只有X名。",
        "检查企业XX家。下半年，计划检查企业XX家。",
    ] {
        let keys = keys(text);
        assert_ne!(keys.first(), keys.get(1), "{text}");
    }
}

#[test]
fn places_of_a_kind_that_a_report_tells_of_one_are_one() {
    for (text, expected) in [
        (
            "XX水库移民占一半。在XX水库库区建设茶园。",
            &["水库名", "水库名"][..],
        ),
        ("我代表XX县水利局发言。XX县水利局", &["县名", "县名"]),
        ("驻XX村工作队成立。队员走进XX村。", &["村名", "村名"]),
        ("到XX公司指导。XX公司投产。", &["公司名称", "公司名称二"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
    for text in [
        "抗旱工作总结\n全县旱情严重。\n调度XX水库放水。支持XX水库等工程建设。",
        "抗旱工作总结\n全县旱情严重。\nXX水库、XX水库蓄水不足。",
        "抗旱工作总结\n全县旱情严重。\nXX水库已经见底，XX水库还有一半。",
        "XX市工作总结\n赴XX市考察学习。",
        "XX镇工作总结\n东邻XX镇，全年无事故。",
        "XX镇工作总结\n全镇西与XX镇接壤。",
    ] {
        let keys = keys(text);
        assert_ne!(keys.first(), keys.get(1), "{text}");
    }
}

#[test]
fn a_department_of_an_office_is_named() {
    assert_eq!(keys("选派X名干部到省统计局XX处跟班学习。").len(), 2);
    let read = import("到省统计局XX处跟班学习，全局XX处办公点。", How::default()).expect("a text");
    let kinds: Vec<_> = read.found.blanks.iter().map(|blank| blank.kind).collect();
    assert_eq!(
        kinds,
        [crate::import::Kind::Name, crate::import::Kind::Number]
    );
}

#[test]
fn households_and_people_behind_groups_of_a_village_are_those_of_the_village() {
    assert_eq!(
        keys("全村辖X个村民小组，XX户XXX人，党员XX名。"),
        ["村民小组个数", "总户数", "总人口", "党员人数"]
    );
}

#[test]
fn a_name_without_an_end_is_called_by_what_it_is() {
    for (text, expected) in [
        (
            "投资XXX万元对XX、XX等X所敬老院进行改造。",
            &["", "敬老院名", "敬老院名二", ""][..],
        ),
        ("赴XX、XX等地开展招商活动。", &["招商地名", "招商地名二"]),
        ("新增XX、XX两个专业。", &["专业名", "专业名二"]),
        ("开垦XX、东坪、XX屯的荒坡。", &["屯名", ""]),
        ("按照XX的统一安排，全面开展清查。", &["安排单位"]),
        ("坚持以XXXX为指导，埋头苦干。", &["指导思想"]),
        ("推动党的XX精神落地。", &["党代会名称"]),
        ("圆满完成“XX五”规划任务。", &["五年规划名称"]),
        ("出台了《XXX招商引资办法》。", &["招商引资办法地名"]),
        (
            "印发《XXX》，开展“XX发布”小程序推广。",
            &["文件名称", "小程序推广名称"],
        ),
        ("观看《XX》等纪录片。", &["纪录片名称"]),
        ("成功引进了XX饲料。", &["饲料名称"]),
        ("民警XXX受到嘉奖。", &["民警姓名"]),
        ("这五年，是XX负重前行的五年。", &["地名"]),
        ("富裕美丽新XX，更美好的明天。", &["美丽地名"]),
    ] {
        let keys = keys(text);
        assert_eq!(keys.len(), expected.len(), "{text}");
        let pairs = keys.iter().zip(expected);
        for (key, expected) in pairs.filter(|(_, expected)| !expected.is_empty()) {
            assert_eq!(key, expected, "{text}");
        }
    }
}

#[test]
fn words_are_never_cut() {
    for (text, expected) in [
        (
            "计划内资金X万元，计划外资金X万元。",
            &["计划内资金", "计划外资金"][..],
        ),
        (
            "慰问已婚育龄妇女X人，建档立卡户X户，开工建设率X％。",
            &["慰问已婚育龄妇女人数", "建档立卡户数", "开工建设率"],
        ),
        ("为X名优抚对象发放补助。", &["优抚对象人数"]),
        ("选派X名从业人员跟班学习。", &["从业人员人数"]),
        ("党委会专题研究全面从严治党工作X次。", &["从严治党工作次数"]),
        (
            "建成污水处理站X座，就餐群众X人次。",
            &["污水处理站座数", "就餐群众人次"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn what_says_nothing_of_what_is_counted_is_no_part_of_its_name() {
    for (text, expected) in [
        ("全年考核总分终于突破X分。", &["考核总分"][..]),
        ("用X张报表来盘点。", &["报表张数"]),
        ("X个贫困村除东坪村外全部退出。", &["贫困村数"]),
        (
            "X名网格员逐人建档，X个社区划分网格X个。",
            &["网格员人数", "社区数", "社区划分网格个数"],
        ),
        ("我镇辖区内有X个涉农社区。", &["涉农社区数"]),
        ("其中贫困户X户X人全部脱贫。", &["贫困户数", "脱贫人数"]),
        (
            "民调从上半年的第X名提升到第X名。",
            &["原民调位次", "民调位次"],
        ),
        (
            "村集体收入由去年的X万元增加到今年的X万元。",
            &["原村集体收入", "村集体收入"],
        ),
        ("投诉X件，同比减少X件。", &["投诉件数", "投诉减少件数"]),
        ("全镇连续X年未发生火灾。", &["连续未发生火灾年数"]),
        ("投资X万元改造农贸市场。", &["农贸市场改造投资"]),
        ("争取资金X万元硬化村道。", &["村道硬化资金"]),
        ("签约X万元以上项目X个。", &["项目金额标准", "项目个数"]),
        ("X月底前全部整改销号。", &["整改销号月份"]),
        ("市委X届X次全会召开。", &["市委届次", "市委全会次序"]),
        ("贯彻X届市政协要求。", &["政协届次"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn figures_in_brackets_and_in_a_row_are_those_of_what_stands_before() {
    for (text, expected) in [
        (
            "机关党组织X个（党委X个、支部X个）；社区党组织X个（党委X个、支部X个）。",
            &[
                "机关党组织个数",
                "党委个数",
                "支部个数",
                "社区党组织个数",
                "社区党组织党委个数",
                "社区党组织支部个数",
            ][..],
        ),
        (
            "财政收入分别为X亿元、X亿元、X亿元。",
            &["财政收入", "财政收入二", "财政收入三"],
        ),
        (
            "财政收入X万元,规费X万元,分别增长X％和X％。",
            &["财政收入", "规费", "财政收入增幅", "规费增幅"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn a_place_spoken_of_throughout_is_one_and_those_of_a_list_are_several() {
    for (text, expected) in [
        (
            "一、XX村的变化看得见\n来到XX村，变化很大。目前，XX村的道路畅通。\n二、下一步打算\n抓好管护。",
            &["村名", "村名", "村名"][..],
        ),
        (
            "先后查看了XX镇XX村和XX镇XX村的水渠。",
            &["镇名", "村名", "镇名二", "村名二"],
        ),
        (
            "我们县XX镇XX街道XX社区地处城北。XX社区有居民X户。",
            &["镇名", "街道名", "社区名", "社区名", "居民户数"],
        ),
        (
            "市委宣传部驻 XX 村工作队。我们于去年进驻。\nXX 村位于城北。",
            &["村名", "村名"],
        ),
        ("改建XX一中、XX二中。", &["学校名", "学校名二"]),
        ("另有 XX 水库、XX 水库。", &["水库名", "水库名二"]),
        ("西界XX乡。", &["西邻乡名"]),
        (
            "现在，我代表市人民政府作报告。\n一、工作回顾\nXX发展取得新进展，XX现代化建设提速。",
            &["市简称", "市简称"],
        ),
        (
            "在看望某地干部时强调。某地的干部很受鼓舞。",
            &["地名", "地名"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn persons_are_told_by_office_and_title() {
    for (text, expected) in [
        ("会上，X市长作了部署。", &["市长姓名"][..]),
        (
            "X书记提出要求，县委X书记作了强调。",
            &["姓名", "县委书记姓名"],
        ),
        ("XX同志领学，XX同志作了交流。", &["姓名", "姓名二"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn what_grew_is_what_stands_before_printed_or_not() {
    for (text, expected) in [
        (
            "销售收入X万元，财政收入1980万元，增长X％。",
            &["销售收入", "财政收入增幅"][..],
        ),
        (
            "油菜播种面积X亩，与20XX年相比增加X亩。",
            &["油菜播种面积", "报告年度", "油菜播种面积增加数"],
        ),
        (
            "受理来访X件，比X年同期下降X％。",
            &["受理来访件数", "报告年度", "受理来访降幅"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn a_day_is_told_by_what_happened_behind_the_comma() {
    for (text, expected) in [
        ("X月X日，县里召开了重点工作推进会。", &["召开日期"][..]),
        ("X月X日，全镇召开推进会。", &["推进会召开日期"]),
        ("X月，获评县级先进。", &["县级先进获评月份"]),
        ("自X月X日以来，气温偏高。", &["开始日期"]),
        ("从X年起，对口支援。", &["起始年份"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn what_is_counted_stands_behind_what_is_said_of_it_or_of_the_place() {
    for (text, expected) in [
        ("X个上规模的茶场。", &["茶场个数"][..]),
        ("X个规划实施的水库加固项目。", &["水库加固项目个数"]),
        ("这次走访了全县X个乡镇。", &["乡镇数"]),
        ("还剩余X个易涝点。", &["剩余易涝点个数"]),
        ("安排X万元县级衔接资金。", &["县级衔接资金"]),
        ("西部X亩花生基地。", &["花生基地面积"]),
        ("惠及X万农民。", &["农民人数"]),
        (
            "签约X个项目，其中X个项目已投产。",
            &["项目个数", "投产项目个数"],
        ),
        ("结案X件，按时结案X件。", &["结案件数", "按时结案件数"]),
        ("外派劳务人员（含短期）X人。", &["外派劳务人员人数"]),
        ("全年新签约X个。总投资逾X亿元。", &["新签约个数", "总投资"]),
        ("现有党组织X个其中党委X个。", &["党组织个数", "党委个数"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn a_place_elsewhere_is_none_of_those_that_report() {
    let report = |sentence: &str| {
        let text = format!("××镇2023年工作总结\n××镇全面完成任务。\n一、主要做法\n{sentence}");
        keys(&text).pop().unwrap_or_default()
    };
    for (sentence, expected) in [
        ("组织赴邻县××镇学习。", "邻县镇名"),
        ("借鉴××镇经验。", "学习镇名"),
        ("与协作地区××镇结对。", "协作镇名"),
        ("到先进乡镇××镇跟班。", "先进镇名"),
        ("××镇稳步推进。", "镇名"),
    ] {
        assert_eq!(report(sentence), expected, "{sentence}");
    }
}

#[test]
fn another_secretary_is_another_person() {
    let text = "镇党委书记×××，镇纪委书记×××，查处原党支部书记×××，书记×××到场。";
    let expected = ["书记姓名", "纪委书记姓名", "原党支部书记姓名", "书记姓名"];
    assert_eq!(keys(text), expected);
}

#[test]
fn a_figure_pointed_at_is_the_one_told_before() {
    for (text, expected) in [
        (
            "排查薄弱支部X个，逐个定方案，这X个支部都有起色。",
            &["薄弱支部个数", "薄弱支部个数"][..],
        ),
        (
            "新装路灯X盏。如今，X盏路灯照亮了夜路，再装X盏路灯。",
            &["新装路灯盏数", "新装路灯盏数", "路灯盏数"],
        ),
        (
            "这方面的问题X个。目前，X个问题中已办结X个。",
            &["问题个数", "问题个数", "问题中办结个数"],
        ),
        (
            "改造网点X个。X个网点中，X个有冷库。",
            &["改造网点个数", "网点个数", "冷库个数"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn a_congress_is_one_by_its_names_and_a_session_by_what_is_said_of_it() {
    for (text, expected) in [
        (
            "镇第X届人民代表大会召开，落实镇第X届人大部署。",
            &["人大届次", "人大届次"][..],
        ),
        (
            "镇X届人大X次会议召开。镇X届人大X次会议期间收到建议。",
            &["人大届次", "人大会议次序", "人大届次", "人大会议次序"],
        ),
        (
            "镇X届人大X次会议召开，完成X届人大X次会议以来的任务。",
            &["人大届次", "人大会议次序", "人大届次", "人大会议次序二"],
        ),
        (
            "镇第X届人民代表大会召开，完成X届人大历次会议的任务。",
            &["人大届次", "上届人大届次"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn what_a_headline_turns_to_tells_figures_apart() {
    let text = "一、聚焦产业发展献良策\n提交提案X件。\n二、聚焦民生实事办实事\n提交提案X件。\n三、下一步打算\n抓紧办理。";
    assert_eq!(keys(text), ["提交提案件数", "民生实事提交提案件数"]);
    assert_eq!(
        keys("党委书记：XX党委委员、副镇长：XX纪委书记：XX党委委员。\n有X族群众。"),
        ["党委书记姓名", "副镇长姓名", "纪委书记姓名", "民族名称"]
    );
}

#[test]
fn a_figure_that_says_only_that_it_was_reached_is_of_the_clause_before() {
    for (text, expected) in [
        ("城区供水管网里程翻番、达X公里。", &["城区供水管网里程"][..]),
        (
            "地区生产总值有望突破X亿元，一般公共预算收入在减收条件下保持增长，有望达到X亿元。",
            &["地区生产总值", "一般公共预算收入"],
        ),
        (
            "固定资产投资增长X％，五年累计完成X亿元。",
            &["固定资产投资增幅", "固定资产投资完成额"],
        ),
        (
            "完成水利投资X亿元，是上个五年的X倍。",
            &["水利投资", "水利投资倍数"],
        ),
        (
            "热烈庆祝建党X周年。\n纪念建党X周年活动有声有色。",
            &["建党周年数", "建党周年数"],
        ),
        (
            "我代表市人民政府作报告。\n一、工作回顾\nXX如期实现目标，这五年，是XX在挑战中前行的五年。",
            &["市简称", "市简称"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn the_own_place_told_bare_is_the_one_with_its_end_where_the_wording_says_so() {
    let text = "××镇2023年工作总结\n××镇完成任务。\n一、主要做法\n讲好××故事。推动××高质量发展。政策在××落地。平安××建设。为建设美丽新××而努力奋斗！";
    let expected = ["镇名", "镇名", "镇名", "镇名", "镇简称", "镇名", "镇名"];
    assert_eq!(keys(text), expected);
}

#[test]
fn what_stands_behind_a_figure_is_counted_where_no_word_before_it_is() {
    for (text, expected) in [
        ("成立专班，下设X个工作组。", &["工作组个数"][..]),
        (
            "分成X个督查组，选送X名骨干进修。",
            &["督查组个数", "骨干人数"],
        ),
        ("敬老院X名护理员中，持证上岗的不多。", &["护理员人数"]),
        (
            "XX水库、XX安置小区等X个在建工程明确了干部。",
            &["", "", "在建工程个数"],
        ),
        (
            "团结X个党支部、X名党员真抓实干。",
            &["党支部个数", "党员人数"],
        ),
        ("全镇党支部X个党员X名。", &["党支部个数", "党员人数"]),
        (
            "对X个近三年未发展党员的支部挂牌督办。",
            &["未发展党员支部个数"],
        ),
        ("让X名常年住在山上的护林员用上电。", &["护林员人数"]),
        ("X个村没有消火栓。", &["无消火栓村数"]),
        ("XX国道沿线X个村率先完成任务。", &["", "村数"]),
        ("县政府先后X次召开会议调度。", &["召开会议调度次数"]),
        ("三是管护经费缺口约X万元。", &["管护经费缺口"]),
        ("项目收益带动脱贫户户均增收X元。", &["户均增收"]),
    ] {
        let keys = keys(text);
        let told = keys.iter().zip(expected);
        assert!(
            keys.len() == expected.len()
                && told
                    .into_iter()
                    .all(|(key, expected)| expected.is_empty() || key == expected),
            "{text} {keys:?}"
        );
    }
}

#[test]
fn what_is_named_says_who_or_what_it_is() {
    for (text, expected) in [
        ("信访人○○○反映的纠纷化解了。", &["信访人姓名"][..]),
        ("返乡大学生张某某就是其中之一。", &["大学生姓名"]),
        ("确保XX光伏发电项目并网。", &["光伏发电项目名称"]),
        ("完成XX至XX公路拓宽改造。", &["起点地名", "公路名"]),
        ("台风“XX”影响期间，全员上岗。", &["台风名称"]),
        ("实施“XX”数字档案馆项目。", &["数字档案馆项目名称"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn the_use_of_money_is_told_in_the_clause_behind_it() {
    for (text, expected) in [
        ("投入X万元，对服务站进行标准化改造。", &["服务站投入"][..]),
        (
            "投入资金X万元，新建公厕X座。",
            &["公厕建设资金", "新建公厕座数"],
        ),
        ("投入X万元，全镇面貌焕然一新。", &["投入金额"]),
        (
            "医保基金收入X亿元，支出X亿元。",
            &["医保基金收入", "医保基金支出"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn a_figure_told_again_of_all_of_them_is_the_one_before() {
    for (text, same) in [
        ("巡察组反馈了X个问题。局党组将X个问题细化为措施。", true),
        (
            "全镇纳入监测对象X户。对全镇X户监测对象逐户明确责任人。",
            true,
        ),
        ("排查隐患X处。X处隐患全部整改到位。", true),
        (
            "共受理群众信访事项X件。重复的占全部X件信访事项的一成。",
            true,
        ),
        ("排查“四乱”问题X处。上述X处“四乱”问题中，多数已销号。", true),
        ("全年新签约项目X个。新签约的X个项目中，多数已开工。", true),
        ("学校有教职工X人。X人的教职工队伍中，年轻人少。", true),
        ("走访困难家庭X户。这X户均已纳入救助。", true),
        ("收到提案X件。所有X件提案均已答复。", true),
        ("改造老旧小区X个。将X个小区纳入明年计划。", false),
        ("整改问题X个。将X个问题逐项交办。还有X个问题。", true),
        ("投入资金X万元。将X万元投向产业。", false),
        ("现有党员X名。X名党员个个当先锋。", true),
        ("全县现有中小学X所。X所中小学全部开学。", true),
        ("摸排出风险隐患X个。对X个风险隐患建立台账。", true),
        ("确定重点项目X个。X个重点项目全部开工。", true),
        ("监测户X户。X户监测户户户有干部。", true),
        ("市级交办信访件X件。市级交办的X件信访件全部办结。", true),
        ("辖区有企业X家。对辖区X家企业开展检查。", true),
        ("全镇共有网格X个。依托X个网格开展巡查。", true),
        ("全镇共有网格员X名。发挥X名网格员作用。", true),
        ("选派驻村干部X名。X名驻村干部吃住在村。", true),
        ("全镇有脱贫户X户。X户脱贫户人均收入增长。", true),
        ("发展党员X名。X名党员示范带头。", false),
        ("建成充电桩X个。这X个充电桩投入使用。", true),
        ("开设班级X个。X个班级全部安装。", true),
        ("其中一般隐患X处。X处一般隐患均已整改。", true),
        ("培训村干部X名。X名村干部中，女性不多。", false),
        ("全村共有党员X名。在X名党员中，老党员多。", true),
        ("全村共有党员X名。X名党员中老党员多。", true),
        ("共受理投诉X件。在受理的X件投诉中，物业类最多。", true),
        ("共受理投诉X件。受理的X件投诉中物业类最多。", true),
        ("排查矛盾纠纷X起。排查出的X起矛盾纠纷全部化解。", true),
        ("排查出安全隐患X处。对排查出的X处安全隐患，逐一整改。", true),
        ("发现问题X个。对发现的X个问题限期整改。", true),
        ("收集意见建议X条。对收集到的X条意见建议逐条研究。", true),
        ("梳理重点任务X项。X项重点任务有序推进。", true),
        ("包联企业X家。走访包联的X家企业。", true),
        (
            "累计签约项目X个。今年新签约的X个项目中，多数已开工。",
            false,
        ),
        ("排查隐患X处。X处隐患已整改。", false),
        ("涉林乡镇X个。县里与X个涉林乡镇签订责任状。", true),
        ("与X个村（社区）签订责任书。X个村（社区）人手少。", true),
        ("与X个村（社区）签订责任书。X个村（社区）获评先进。", false),
        ("立案X件。上述立案的X件案件均无复议。", true),
        ("划分网格X个。X个网格配备网格员。", true),
        ("整组基干民兵X人。基干民兵X人中，外出的多。", true),
        ("监测户X户。确保X户监测户全部消除风险。", true),
        ("现有党员X名。X名党员受到表彰。", false),
        ("现有党员X名。X名党员参加培训。", false),
        ("组建队伍X支。X支队伍获评先进。", false),
        ("全县现有学校X所。将X所学校纳入改造。", false),
        ("排查X个小区。对X个小区开展整治。", false),
        ("建成XX污水处理厂。XX污水处理厂投入运行。", true),
        ("引进XX生猪养殖项目。XX生猪养殖项目投产。", true),
        ("建设XX标准化养殖场、XX标准化养殖场。", false),
        ("全县有村级防疫员X名。为X名村级防疫员购买保险。", true),
        (
            "对X名重点关注学生实行一生一策。对X名重点关注学生持续跟踪。",
            true,
        ),
        ("立案查处违法案件X件。对已立案的X件案件加快办理。", true),
        ("有专任教师X人。三是X名专任教师中，老教师多。", true),
        ("为X名老党员颁发证书。为X名老党员上门送学。", false),
        ("改造XX花园的管网。XX花园物业费收缴率不高。", true),
        ("“XX蜜橘”通过认证。“XX蜜橘”申报地理标志。", true),
        ("获评“XX”称号。打造“XX”品牌。", false),
    ] {
        let keys = keys(text);
        assert_eq!(keys.first() == keys.get(1), same, "{text} {keys:?}");
    }
}

#[test]
fn the_own_place_and_school_are_one_and_places_to_learn_from_are_others() {
    let school = "校长述职报告\n各位领导：\n大家好！我是XX小学校长。\n一、学校情况\nXX小学始建于１９XX年。\n二、打算\n把XX小学办成好学校。";
    let expected = ["学校名", "学校名", "学校名"];
    let keys_of = |text: &str| {
        let all = keys(text).into_iter();
        all.filter(|key| key.ends_with('名')).collect::<Vec<_>>()
    };
    assert_eq!(keys_of(school), expected);
    let two = format!("篇一：{school}\n篇二：述职报告\n本人任职一年。");
    assert_eq!(keys_of(&two), expected);
    let town = "XX乡工作报告\n一、回顾\n工作完成。\n二、打算\n为开创XX更加美好的明天而团结奋斗！为谱写中国式现代化XX新篇章而努力奋斗！";
    assert_eq!(keys(town), ["乡名", "乡名", "现代化地名"]);
    let village = "述职报告\n我叫XXX，担任XX镇XX村第一书记。\n一、做法\n组织干部到XX县XX村参观学习。\n二、打算\n把XX村建设好。";
    assert_eq!(
        keys(village),
        ["姓名", "镇名", "村名", "县名", "参观学习村名", "村名"]
    );
}

#[test]
fn all_who_live_in_a_place_are_counted_once() {
    let keys = keys("全村X个村民小组，X户X人。把全村X户人家的事办好，让全村X名群众满意。");
    let expected = ["村民小组个数", "总户数", "总人口", "总户数", "总人口"];
    assert_eq!(keys, expected);
    let keys = self::keys("全村X个村民小组，X户X人。把全村X户走了个遍。");
    assert_eq!(keys[1], keys[3]);
}

#[test]
fn a_name_is_one_where_the_same_words_stand_behind_it() {
    for (text, same) in [
        ("XX电子线路板二期达产。支持XX电子线路板三期开工。", true),
        ("XX生物医药项目停滞。协调解决XX生物医药项目资金问题。", true),
        ("引进XX智能装备企业和XX智能装备基地。", false),
        ("领办XX合作社。支持XX合作社扩大规模。", true),
        ("领办XX合作社、XX合作社。", false),
    ] {
        let keys = keys(text);
        assert_eq!(keys.first() == keys.get(1), same, "{text} {keys:?}");
    }
}

#[test]
fn behind_a_bracket_the_figure_before_it_goes_on() {
    let text = "财政收入XX亿元（其中税收收入XX亿元，非税收入XX亿元），增长XX%。";
    assert_eq!(
        keys(text),
        ["财政收入", "税收收入", "非税收入", "财政收入增幅"]
    );
}

#[test]
fn which_of_several_it_is_is_known_by_what_they_are() {
    let text = "学习党的二十届X中全会精神，配合县委第X巡察组工作。";
    assert_eq!(keys(text), ["全会次序", "巡察组次序"]);
}

#[test]
fn a_county_that_signs_with_the_own_one_and_a_signature() {
    let text = "XX县林业局工作总结\n\n一年来，全县绿化成效明显。\n\n一、主要工作\n与XX县签订联防协议。\n\nXX县林业局\n";
    let found = keys(text);
    assert!(found[0] != found[1] && found[0] == found[2], "{found:?}");
    let text = "述职报告\n\n述职人：XXX\n\n我任职以来尽职尽责。现述职如下：\n\n一、主要工作\n抓学习。\n\n镇党委　XXX\n";
    assert_eq!(keys(text), ["述职人姓名"; 2]);
}

#[test]
fn behind_a_look_back_the_year_of_the_main_work_is_the_next() {
    let text = "政府工作报告\n\n一、20**年工作回顾\n过去一年，成绩明显。\n二、20**年主要工作\n抓好粮食生产。\n";
    assert_eq!(keys(text), ["报告年度", "下一年度"]);
}
