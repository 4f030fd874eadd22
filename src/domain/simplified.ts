/** Traditional characters of the words in headings and options, each with its simplified one. */
const pairs =
  '業业稱称單单電电話话聯联繫系絡络時时間间專专務务額额類类別别號号編编實实際际項项術术產产學学員员構构關关機机會会議议題题對对達达書书報报記记錄录審审級级歷历屆届參参與与課课長长處处場场點点區区縣县鄉乡鎮镇東东車车馬马農农醫医藥药環环態态節节資资費费價价總总計计數数據据萬万億亿歲岁歸归擬拟開开發发結结終终備备註注訂订簽签約约協协織织團团隊队領领導导師师職职責责負负調调訪访況况狀状難难決决釋释標标準准預预進进來来詳详細细內内簡简應应當当從从經经過过營营銷销讓让轉转許许證证權权連连續续繼继體体質质優优勢势範范圍围階阶層层個个們们這这為为無无網网線线現现舉举辦办賓宾觀观眾众講讲習习評评滿满鑒鉴檢检測测驗验認认識识創创園园試试徵征納纳給给戶户統统籌筹劃划圖图檔档請请復复聲声購购買买貸贷擔担險险輔辅訓训練练諮咨詢询'
const simple = new Map(
  Array.from(
    { length: pairs.length / 2 },
    (_, at) => [pairs.charAt(at * 2), pairs.charAt(at * 2 + 1)] as const,
  ),
)
const traditional = new RegExp(`[${[...simple.keys()].join('')}]`, 'gu')

/** 企業名稱 as 企业名称: for comparing, never for what is kept. */
export const simplified = (text: string): string =>
  text.replace(traditional, (letter) => simple.get(letter) ?? letter)
