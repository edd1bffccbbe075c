import type { FormView } from "../../views/admin/form.tsx";
import { newId } from "../db/id.ts";
import { authorities, halls } from "../filing/queries/places.ts";
import { ROLE_WORDS, ROLES } from "../rules/permissions.ts";
import type { Deps } from "../web/env.ts";
import { type Back, formWith } from "./admin-page.tsx";
import type { StaffLine } from "./queries/staff.ts";

const LIST = "/desk/admin/staff";

/** What can be done to an account. */
export async function personForms(deps: Deps, person: StaffLine, back: Back | undefined): Promise<FormView[]> {
  const at = `${LIST}/${person.id}`;
  const key = () => newId(deps.now());
  const active = person.active === 1;
  const forms: FormView[] = [
    {
      id: "change",
      title: "修改",
      action: at,
      button: "保存",
      text: ["改了岗位或单位，会马上退出登录，手里的申请放回待预审。"],
      fields: await entryFields(deps, person),
      key: key(),
    },
    {
      id: "password",
      title: "重置密码",
      action: `${at}/password`,
      button: "生成新密码",
      tone: "quiet",
      text: ["原来的密码马上失效，登录全部退出。新密码只显示一次。"],
      fields: [],
      key: key(),
    },
    {
      id: "switch",
      title: active ? "停用账号" : "重新启用账号",
      action: `${at}/${active ? "off" : "on"}`,
      button: active ? "停用" : "重新启用",
      tone: active ? "danger" : "primary",
      text: [
        active
          ? "停用后马上退出登录，手里的申请放回。账号和办过的记录都留着，不会删除。"
          : "启用后可以用原来的密码登录。",
      ],
      fields: [],
      key: key(),
    },
  ];
  return forms.map((form) => formWith(form, back));
}

/** What is asked of a member of staff. */
export async function entryFields(deps: Deps, person?: StaffLine): Promise<FormView["fields"]> {
  return [
    { kind: "text", name: "name", label: "姓名", maxlength: 30, value: person?.name ?? "" },
    { kind: "select", name: "role", label: "岗位", empty: "请选择", value: person?.role ?? "", options: roleOptions() },
    {
      kind: "select",
      name: "place",
      label: "单位",
      empty: "不属于登记机关和大厅",
      value: person?.authority_id ?? person?.hall_id ?? "",
      options: await placeOptions(deps),
    },
    { kind: "text", name: "phone", label: "电话（可以不填）", type: "tel", maxlength: 20, value: person?.phone ?? "" },
  ];
}

export function roleOptions() {
  return ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }));
}

/** Authorities and halls to choose from. */
export async function placeOptions(deps: Deps) {
  return [...(await authorities(deps.db)), ...(await halls(deps.db))].map(({ id, name }) => ({
    value: id,
    label: name,
  }));
}

/** Where a member of staff works, in words. */
export function placeName(row: StaffLine): string {
  return row.authority_name ?? row.hall_name ?? "";
}
