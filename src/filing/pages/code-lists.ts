/** Code lists of the form, in the words that it prints. Sources: GB/T 3304 (民族), GB/T 4658 (文化程度), GB/T 4762 (政治面貌). */

export const NATIONS: readonly string[] =
  "汉族 满族 朝鲜族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 外国血统中国籍人士".split(
    " ",
  );

export const EDUCATIONS: readonly string[] = [
  "研究生",
  "大学本科",
  "大学专科和专科学校",
  "中等专业学校",
  "技工学校",
  "高中",
  "初中",
  "小学",
];

export const POLITICS: readonly string[] = [
  "群众",
  "中共党员",
  "中共预备党员",
  "共青团员",
  "民革党员",
  "民盟盟员",
  "民建会员",
  "民进会员",
  "农工党党员",
  "致公党党员",
  "九三学社社员",
  "台盟盟员",
  "无党派人士",
];

/** Those whose own laws keep them from trade; the register asks, it does not bar them itself (domain 2.4). */
export const BARRED_OCCUPATION = "公务员、现役军人、警察、法官、检察官";

export const OCCUPATIONS: readonly string[] = [
  "自由职业",
  "个体经营",
  "企业职工",
  "农民",
  "待业",
  "退休",
  "学生",
  "其他",
  BARRED_OCCUPATION,
];

export const RELATIONS: readonly string[] = ["配偶", "父母", "子女", "兄弟姐妹", "其他亲属"];
