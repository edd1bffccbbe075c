/** Statuses of a filing. One column; everything else about a filing (claim, extension, correction) is a row beside it. */
export const STATUSES = ["draft", "submitted", "returned", "registered", "refused", "withdrawn", "lapsed"] as const;
export type Status = (typeof STATUSES)[number];

export const ACTS = [
  "edit",
  "submit",
  "claim",
  "return",
  "register",
  "refuse",
  "withdraw",
  "lapse",
  "check-identity",
  "open-by-code",
  "correct",
  "annul",
  "take-supervision",
  "keep-dispute",
  "change-delivery",
  "dispatch",
  "make-ready",
  "hand-out",
  "print",
  "void-sheet",
] as const;
export type Act = (typeof ACTS)[number];

/**
 * Which act is possible in which status, and where it leads; the status itself where an act changes something beside it.
 * A status without a row does not compile. Sources: 登记管理条例 19, 20; 实施细则 18, 19 (return and resubmission);
 * plan 二(二) (预审, 补正, 登记, 领照), 四(四) (属地监管, 应诉). Lapse is a local rule, never called a refusal.
 */
const TABLE = {
  draft: {
    edit: "draft",
    submit: "submitted",
    withdraw: "withdrawn",
    lapse: "lapsed",
    "check-identity": "draft",
    "open-by-code": "draft",
  },
  submitted: {
    claim: "submitted",
    return: "returned",
    register: "registered",
    refuse: "refused",
    withdraw: "withdrawn",
    "keep-dispute": "submitted",
    "check-identity": "submitted",
    "open-by-code": "submitted",
  },
  returned: {
    edit: "returned",
    submit: "submitted",
    withdraw: "withdrawn",
    lapse: "lapsed",
    "keep-dispute": "returned",
    "check-identity": "returned",
    "open-by-code": "returned",
  },
  registered: {
    correct: "registered",
    annul: "registered",
    "take-supervision": "registered",
    "keep-dispute": "registered",
    "change-delivery": "registered",
    dispatch: "registered",
    "make-ready": "registered",
    "hand-out": "registered",
    print: "registered",
    "void-sheet": "registered",
  },
  refused: { "keep-dispute": "refused" },
  withdrawn: { "keep-dispute": "withdrawn" },
  lapsed: { "keep-dispute": "lapsed" },
} as const satisfies Record<Status, Partial<Record<Act, Status>>>;

const FINAL: Record<Status, boolean> = {
  draft: false,
  submitted: false,
  returned: false,
  registered: true,
  refused: true,
  withdrawn: true,
  lapsed: true,
};

/** The status that `act` leads to from `status`, or undefined where the table does not allow it. Source: the table above. */
export function statusAfter(status: Status, act: Act): Status | undefined {
  const row: Partial<Record<Act, Status>> = TABLE[status];
  return row[act];
}

/** The acts possible in `status`, whoever asks. Source: the table above. */
export function actsIn(status: Status): Act[] {
  const row: Partial<Record<Act, Status>> = TABLE[status];
  return ACTS.filter((act) => row[act] !== undefined);
}

/** True when no act leads out of `status` any more: the filing is decided, withdrawn or filed away (条例 19, 20; local rule of lapse). */
export function isFinal(status: Status): boolean {
  return FINAL[status];
}

/** Chinese word of each status as the applicant reads it; says whose turn it is. Source: design section 2, R66. */
export const STATUS_WORDS: Record<Status, { label: string; turn: string }> = {
  draft: { label: "填写中", turn: "请您继续填写并提交" },
  submitted: { label: "待预审", turn: "登记机关正在审核，您不用做什么" },
  returned: { label: "待补正", turn: "请您按告知的内容修改后重新提交" },
  registered: { label: "已登记", turn: "执照已经签发，您可以领取" },
  refused: { label: "不予登记", turn: "登记机关已作出不予登记决定" },
  withdrawn: { label: "已撤回", turn: "您已撤回这份申请" },
  lapsed: { label: "已归档", turn: "长期没有操作，这份申请已归档，您可以重新申请" },
};
