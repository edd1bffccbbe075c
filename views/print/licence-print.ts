/** What a licence shows, as plain data. */
export interface LicencePrint {
  part: "original" | "duplicate";
  /** Only on paper: the number of the duplicate (1-1) and the serial of the sheet. The stored file has neither. */
  copy?: { number: string; serial: string };
  demo: boolean;
  uscc: string;
  /** null: a business without a name; prints ***. */
  name: string | null;
  operator: string;
  formation: "个人经营" | "家庭经营";
  entityType: "个体工商户";
  scope: string;
  premises: string;
  registeredOn: string;
  authority: string;
  identifier: string;
  verifyUrl: string;
  verifyCode: string;
  dateLabel: "注册日期" | "成立日期";
  issuedAt: number;
  /** The standing words as they were on the day of the decision; none where all were the standard ones. */
  words?: PrintWords;
}

export interface PrintWords {
  uscc: string;
  name: string;
  entityType: string;
  operator: string;
  scope: string;
  formation: string;
  premises: string;
  authority: string;
  qrHint: string;
  annualReport: string;
}
