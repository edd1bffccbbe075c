import type { Actor } from "../rules/permissions.ts";
import type { Problem } from "./form.ts";

/** Who acts, the key of the form that was posted, and the server's time. */
export interface By {
  actor: Actor;
  key: string;
  now: number;
}

export type Refusal = { ok: false; status: 403 | 404 | 409 | 422; message: string; problems?: Problem[] };

/** `location` is where a browser goes on; the same again when the same form is posted twice (`repeated`). */
export type Done = { ok: true; location: string; repeated: boolean };

export type Outcome = Done | Refusal;

export function refuse(status: Refusal["status"], message: string, problems?: Problem[]): Refusal {
  return problems ? { ok: false, status, message, problems } : { ok: false, status, message };
}

export const NOT_FOUND = refuse(404, "没有找到这份申请");
export const NOT_PERMITTED = refuse(403, "您的岗位没有这项权限");
export const CHANGED = refuse(409, "这份申请刚刚有变化，请刷新页面看最新情况后再操作");
