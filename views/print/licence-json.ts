import type { LicencePrint } from "./licence-print.ts";
import type { Sheet } from "./sheet.ts";

const SCHEMA_ID = "urn:mudanjiang:tongban:schema:business-licence:1";

const text = { type: "string", minLength: 1 };
const day = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };

/** JSON Schema of what a licence carries with it. A change of meaning gets a new number in `$id`. */
export const LICENCE_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: SCHEMA_ID,
  title: "个体工商户营业执照",
  type: "object",
  additionalProperties: false,
  required: [
    "$schema",
    "part",
    "sample",
    "identifier",
    "uscc",
    "name",
    "entityType",
    "operator",
    "formation",
    "scope",
    "premises",
    "registeredOn",
    "authority",
    "issuedAt",
    "verifyCode",
    "verifyUrl",
  ],
  properties: {
    $schema: { const: SCHEMA_ID },
    part: { enum: ["original", "duplicate"], description: "正本、副本" },
    sample: { type: "boolean", description: "样本，不具法律效力" },
    identifier: { ...text, description: "电子证照标识（GB/T 36904）" },
    uscc: { type: "string", pattern: "^[0-9A-HJ-NPQRTUWXY]{18}$", description: "统一社会信用代码（GB 32100）" },
    name: { type: ["string", "null"], description: "名称；不使用名称的为 null" },
    entityType: { const: "个体工商户", description: "类型" },
    operator: { ...text, description: "经营者" },
    formation: { enum: ["个人经营", "家庭经营"], description: "组成形式" },
    scope: { ...text, description: "经营范围" },
    premises: { ...text, description: "经营场所" },
    registeredOn: { ...day, description: "注册日期" },
    authority: { ...text, description: "登记机关" },
    issuedAt: { type: "string", format: "date-time", description: "签发时间" },
    verifyCode: { ...text, description: "核验码" },
    verifyUrl: { ...text, description: "核验网址，# 之后是可离线核验的签名" },
    copy: { ...text, description: "副本编号，只在打印件上" },
    serial: { ...text, description: "纸质执照编号，只在打印件上" },
  },
};

/** What stands on the licence, as data that says which schema it follows. */
export function licenceJson(data: LicencePrint): Record<string, unknown> {
  return {
    $schema: SCHEMA_ID,
    part: data.part,
    sample: data.demo,
    identifier: data.identifier,
    uscc: data.uscc,
    name: data.name,
    entityType: data.entityType,
    operator: data.operator,
    formation: data.formation,
    scope: data.scope,
    premises: data.premises,
    registeredOn: data.registeredOn,
    authority: data.authority,
    issuedAt: new Date(data.issuedAt).toISOString(),
    verifyCode: data.verifyCode,
    verifyUrl: data.verifyUrl,
    ...(data.copy === undefined ? {} : { copy: data.copy.number, serial: data.copy.serial }),
  };
}

declare global {
  namespace PDFKit.Mixins {
    interface PDFAttachmentOptions {
      /** AFRelationship of PDF/A-3. */
      relationship?: "Data" | "Supplement";
    }
  }
}

const SCHEMA_BYTES = Buffer.from(JSON.stringify(LICENCE_SCHEMA));

/** Attaches the licence's data, and the schema by which it is read (ISO 19005-3, 6.8). */
export function attachData({ doc }: Sheet, data: LicencePrint): void {
  const at = new Date(data.issuedAt);
  const dates = { creationDate: at, modifiedDate: at };
  doc.file(Buffer.from(JSON.stringify(licenceJson(data))), {
    name: "licence.json",
    type: "application/json",
    description: "营业执照数据",
    relationship: "Data",
    ...dates,
  });
  doc.file(SCHEMA_BYTES, {
    name: "licence.schema.json",
    type: "application/schema+json",
    description: "营业执照数据的 JSON Schema",
    relationship: "Supplement",
    ...dates,
  });
}
