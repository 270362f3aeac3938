//! Traditional characters, read as the simplified ones that the word lists are written with. The template keeps what
//! the text has.

use std::sync::LazyLock;

use crate::check::near::Near;

/// So many characters at the head of a text say what it is written in.
const LOOKED_AT: usize = 2_000;
/// One in so many of them is enough of those that nearly every traditional sentence has.
const ONE_IN: usize = 25;

/// Characters of every traditional report that no simplified one has.
const TELLING: &[char] = &[
    '個', '這', '來', '國', '會', '縣', '鎮', '鄉', '億', '萬', '對', '們', '發', '為', '與', '務',
    '業', '實', '員', '區', '產', '經', '濟', '項', '領', '導', '組', '織', '開', '進', '環', '學',
    '報', '總', '結', '農', '強', '積', '極', '動', '設', '機', '關', '單', '場', '長', '資', '財',
    '處', '問', '題', '於', '點', '體', '質', '間',
];

static NEAR: Near = Near::of(TELLING);

/// Whether a text is written in traditional characters.
pub(super) fn is_traditional(text: &str) -> bool {
    let told = |c: &char| NEAR.may_have(*c) && TELLING.contains(c);
    let mut looked = 0_usize;
    let head = text
        .chars()
        .take(LOOKED_AT)
        .inspect(|_| looked = looked.saturating_add(1));
    let found = head.filter(told).count();
    found.saturating_mul(ONE_IN) >= looked.max(ONE_IN)
}

/// The simplified character for a traditional one; every other character is its own.
pub(super) fn simplified(c: char) -> char {
    let pairs: &[(char, char)] = &PAIRS;
    let place = pairs.binary_search_by_key(&c, |(traditional, _)| *traditional);
    place
        .ok()
        .and_then(|at| pairs.get(at))
        .map_or(c, |(_, simple)| *simple)
}

/// The pairs by their traditional characters.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let chars: Vec<char> = PRINTED.chars().filter(|c| *c != '\n').collect();
    let pair = |pair: &[char]| match pair {
        [traditional, simple] => Some((*traditional, *simple)),
        _ => None,
    };
    let mut pairs: Vec<(char, char)> = chars.chunks(2).filter_map(pair).collect();
    pairs.sort_unstable();
    pairs
});

/// Each traditional character with the simplified one behind it.
const PRINTED: &str = "\
丟丢並并亂乱佈布佔占併并來来侷局係系倉仓個个們们倖幸倣仿側侧偵侦傘伞備备傚效傢家傳传債债傷伤傾倾僅仅
僑侨僥侥價价儀仪億亿儉俭儌侥儘尽償偿優优儲储兌兑兒儿內内兩两冊册凈净凍冻別别刪删則则剋克剛刚創创劃划
劇剧劉刘劍剑劑剂勁劲動动務务勝胜勞劳勢势勵励勸劝匯汇匱匮區区協协卹恤卻却厤历參参員员唸念問问啟启啣衔
喪丧喫吃單单噁恶噴喷噸吨噹当嚮向嚴严囑嘱國国圍围園园圓圆圖图團团埰采執执堅坚報报場场塊块塗涂塵尘墊垫
墳坟壓压壘垒壞坏壩坝壯壮夠够夢梦夥伙夾夹奮奋妳你婦妇媽妈媿愧嬰婴孃娘學学宮宫寀采寑寝寢寝實实寧宁審审
寫写寬宽寵宠寶宝將将專专尋寻對对導导尟鲜屆届屍尸屢屡層层屬属島岛峽峡崗岗嶄崭嶺岭巖岩師师帶带幗帼幙幕
幫帮幹干幾几庫库廁厕廚厨廠厂廢废廣广廳厅弔吊張张強强彆别彈弹彎弯彔录彙汇彿佛後后徑径從从復复徵征徹彻
恆恒悅悦惡恶惱恼愛爱慄栗態态慚惭慣惯慴慑慶庆慼戚憂忧憑凭憲宪懇恳應应懞蒙懲惩懷怀懸悬懼惧懾慑戀恋戰战
戲戏戶户拋抛拚拼捄救捨舍捱挨捲卷掃扫掛挂採采掽碰揀拣揚扬換换揫揪揮挥揹背搆构損损搖摇搨拓搯掏搶抢摃扛
摳抠摺折撈捞撐撑撥拨撦扯撫抚撲扑撿捡擁拥擇择擊击擋挡擔担據据擠挤擬拟擰拧擴扩擺摆擼撸擾扰攏拢攔拦攜携
攝摄攢攒攤摊攩挡攬揽攷考敗败數数敺驱斷断於于旂旗昇升時时晉晋暢畅暫暂曆历曉晓曏向曬晒書书會会朢望朮术
東东枴拐柵栅柺拐桮杯桿杆條条棄弃棟栋楓枫業业極极榦干榮荣構构槓杠樁桩樂乐樑梁樓楼標标樣样樸朴樹树橋桥
機机橫横檔档檢检檯台櫃柜欄栏權权歡欢歲岁歷历歸归殘残殭僵殯殡殺杀殼壳毀毁毬球氣气氾泛汎泛汙污決决沒没
沖冲況况泝溯洩泄淚泪淨净淩凌渙涣減减測测湧涌湯汤準准溝沟溫温滅灭滯滞滲渗滿满漁渔漢汉漬渍漲涨漸渐漿浆
潔洁潛潜潤润澆浇澇涝濃浓濘泞濛蒙濟济瀆渎瀏浏瀾澜灑洒灣湾灤滦災灾為为無无煉炼煙烟煥焕煩烦熱热燈灯燒烧
營营燬毁爐炉爭争牆墙牓榜牠它牴抵牽牵狀状狹狭猶犹獃呆獎奖獨独獲获獻献現现琖盏環环產产甯宁畝亩畢毕畫画
異异當当疊叠痠酸痺痹瘓痪療疗癈废癡痴癥症癱瘫發发皜皓盃杯盜盗盞盏盡尽監监盤盘盧卢眾众睏困睠眷矇蒙矯矫
碩硕確确碼码礎础礙碍礦矿祕秘禦御禮礼禿秃秖只稅税稈秆種种稱称穀谷積积穎颖穩稳穫获窪洼窮穷竊窃競竞筆笔
箇个節节範范築筑篩筛簡简簽签籃篮籌筹籠笼籤签糞粪糧粮糰团糾纠紀纪約约紅红納纳紐纽紓纾純纯紙纸級级紛纷
紡纺紮扎細细紹绍終终絃弦組组結结絕绝絡络給给統统絲丝綑捆經经綜综綠绿維维綱纲網网綵彩緊紧緒绪線线締缔
緣缘編编緩缓練练緻致縣县縫缝縮缩縱纵總总績绩繃绷織织繕缮繖伞繙翻繞绕繡绣繩绳繪绘繫系繳缴繼继續续纍累
纏缠纔才纜缆罰罚罷罢義义習习翫玩聞闻聯联聲声職职聽听肅肃脩修脫脱腦脑腳脚膠胶膽胆臉脸臟脏臨临臺台與与
興兴舉举舊旧舖铺艙舱艱艰莊庄華华菸烟萬万葉叶葠参葯药葷荤蒞莅蓆席蓋盖蔘参蕎荞薑姜薦荐藍蓝藝艺藥药蘆芦
蘋苹蘤花處处虛虚號号虧亏蟬蝉蟲虫術术衕同衛卫衝冲補补裝装裡里製制複复襬摆襯衬襲袭覈核見见規规視视親亲
覺觉覽览觀观觝抵觸触訂订計计討讨訓训託托記记訟讼訪访設设許许訴诉診诊註注証证詐诈評评詞词詢询試试詮诠
話话該该詳详詶酬誌志認认誘诱語语誠诚誡诫誤误說说誰谁課课調调談谈諉诿請请論论諧谐諮咨諾诺謀谋講讲謝谢
謠谣謹谨證证譔撰識识譜谱譟噪譭毁議议護护譽誉讀读變变讓让讚赞豐丰豬猪負负財财貢贡貧贫貨货販贩貫贯責责
貴贵買买貸贷費费貼贴貿贸賀贺賃赁賄贿資资賈贾賓宾賠赔賢贤賣卖賤贱賦赋質质賬账賭赌賴赖購购賽赛贈赠贊赞
贏赢贓赃趕赶趙赵趨趋跡迹踐践踫碰踰逾蹟迹蹤踪躍跃車车軌轨軍军軟软軸轴較较載载輓挽輔辅輕轻輛辆輝辉輟辍
輩辈輪轮輯辑輸输輻辐輿舆轄辖轉转辦办農农迴回迻移這这連连週周進进遉侦遊游運运過过達达違违遙遥遞递遠远
適适遲迟遶绕遷迁選选遺遗還还邊边邏逻郵邮鄉乡鄰邻醆盏醣糖醫医醼宴釋释釐厘釘钉針针釦扣鈕钮鈞钧鉅巨鉤钩
銀银銜衔銳锐銷销鋒锋鋪铺鋸锯鋼钢錄录錘锤錢钱錦锦錨锚錯错錶表鍊炼鍛锻鍵键鍼针鍾钟鎖锁鎚锤鎮镇鏈链鏡镜
鐘钟鐵铁鑄铸鑑鉴鑒鉴鑵罐鑼锣鑿凿長长門门閃闪閉闭開开閑闲閒闲間间閘闸閤合閱阅闆板闇暗闖闯關关闢辟阬坑
陞升陣阵陳陈陸陆陽阳隄堤隊队階阶際际隨随險险隱隐隸隶隻只雖虽雙双雜杂離离難难雲云電电霧雾靈灵靚靓靜静
鞏巩鞦秋韆千韌韧響响頁页頂顶頃顷項项順顺須须預预頑顽頒颁頓顿領领頭头頸颈頻频顆颗題题額额顏颜願愿類类
顧顾顯显風风颱台飛飞飯饭飲饮飼饲飾饰養养餘余館馆餬糊餽馈饋馈馬马駐驻駕驾駛驶騎骑騙骗騰腾驅驱驗验驚惊
驛驿驟骤髒脏體体髮发鬆松鬚须鬥斗鬧闹魚鱼鮮鲜鴈雁麗丽麥麦麴曲麵面麼么黃黄點点黨党鼕冬齊齐齡龄齣出龍龙";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_is_written_in_is_seen_at_its_head() {
        assert!(is_traditional("上半年，全縣完成產值x億元，比上年增長x%"));
        assert!(!is_traditional("上半年，全县完成产值x亿元，比上年增长x%"));
        assert!(!is_traditional(
            "於姓村民与“萬福”商店签订协议，今年以来全村上下团结一心，完成各项任务，成效明显，群众满意，没有发生一起事故，得到好评"
        ));
        assert!(!is_traditional(""));
    }

    #[test]
    fn characters_are_read_as_simplified_and_stay_as_long() {
        let read: String = "億元、萬畝、鄉鎮、個、餘件"
            .chars()
            .map(simplified)
            .collect();
        assert_eq!(read, "亿元、万亩、乡镇、个、余件");
        assert!(PAIRS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(
            PAIRS
                .iter()
                .all(|(one, other)| one.len_utf8() == other.len_utf8())
        );
        assert!(
            PAIRS
                .iter()
                .all(|(_, simple)| simplified(*simple) == *simple)
        );
    }

    #[test]
    fn a_traditional_text_is_understood_and_keeps_its_characters() {
        let text = "鎮上半年總結\n\n上半年,xx鎮完成產值x億元,新增耕地x萬畝,\n收糧x餘噸,xx鎮各單位開展活動x場。";
        let found = crate::import::import(text, crate::import::How::default()).unwrap();
        let units: Vec<_> = found
            .found
            .blanks
            .iter()
            .map(|blank| blank.unit.as_deref())
            .collect();
        let counted = [
            None,
            Some("億元"),
            Some("萬畝"),
            Some("餘噸"),
            None,
            Some("場"),
        ];
        assert_eq!(units, counted);
        let names = found.found.blanks.iter().filter(|blank| blank.text == "xx");
        assert!(names.clone().count() == 2 && names.clone().all(|blank| blank.key == "镇名"));
        let wording = found.report.head.opening.source();
        assert!(
            wording.contains("收糧{") && wording.contains("}餘噸") && wording.contains("開展活動"),
            "{wording}"
        );
    }
}
