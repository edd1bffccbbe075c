/** Why the kiosk cannot go on, and what to do instead. What was filled in stays; the window opens it by its code. */
export interface Stop {
  title: string;
  paragraphs: readonly string[];
  /** The window goes on from the same draft. */
  window: boolean;
  clause?: string;
}

export const STOPS = {
  agent: {
    title: "登记代理人要先表明身份",
    paragraphs: [
      "替别人办登记的代理人，要先在“全国经营主体登记注册代理人信息系统”里表明身份，才能提交申请。",
      "请先到全国经营主体登记注册服务网办理，再回来继续。已经填写的内容都保存着。",
      "如果您其实是经营者的家人或店里的员工，请返回上一步重新选择，不需要代理人身份。",
    ],
    window: false,
    clause: "《经营主体登记申请及代理行为管理办法》（国市监注规〔2025〕3号）",
  },
  "other-id": {
    title: "请到窗口办理",
    paragraphs: [
      "港澳居民和台湾居民可以登记个体工商户，但要由窗口人员核对通行证或居住证，还要填写专门的登记表。",
      "请到本大厅的个体工商户登记窗口，报上取件码，工作人员接着办，不用重新填写。",
    ],
    window: true,
    clause: "《促进个体工商户发展条例》第三十七条",
  },
  foreign: {
    title: "请到窗口咨询",
    paragraphs: [
      "个体工商户的经营者应当是中国公民。外国人在中国经营，一般要设立外商投资企业。",
      "请到本大厅窗口咨询，报上取件码，工作人员可以看到已经填写的内容。",
    ],
    window: true,
    clause: "《促进个体工商户发展条例》第二条",
  },
  minor: {
    title: "未满 18 周岁，请到窗口办理",
    paragraphs: [
      "年满 16 周岁、以自己的劳动收入为主要生活来源的，也可以登记，但要由窗口人员当面核实。",
      "请本人带身份证到本大厅窗口，报上取件码，工作人员接着办，不用重新填写。",
    ],
    window: true,
    clause: "《民法典》第十八条",
  },
  elsewhere: {
    title: "经营场所不在四个城区",
    paragraphs: [
      "“全城通办”办的是经营场所在东安区、阳明区、爱民区、西安区的登记。在其他地方经营，请向当地的市场监督管理局申请：",
    ],
    window: false,
    clause: "《市场主体登记管理条例》第五条、《实施细则》第十八条",
  },
  paper: {
    title: "在窗口纸上签名",
    paragraphs: [
      "请到本大厅窗口，报上取件码。工作人员打印申请书，签好字后由工作人员登记签名，再替您提交。",
      "家庭经营的，参加经营的家庭成员要一起来签。",
    ],
    window: true,
  },
  window: {
    title: "请到窗口继续",
    paragraphs: ["请到本大厅窗口，报上取件码。工作人员接着办，已经填写的内容都在，不用重新填写。"],
    window: true,
  },
} as const satisfies Record<string, Stop>;

export type StopId = keyof typeof STOPS;

export function isStopId(text: string): text is StopId {
  return Object.hasOwn(STOPS, text);
}
