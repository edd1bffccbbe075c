import { type Act, type Status, statusAfter } from "./filing.ts";

/** Roles of staff. The applicant and the system act too, but are not staff. Source: plan 三 (职责分工), 0.3 申报指导. */
export const ROLES = ["guide", "officer", "head", "city", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  guide: "帮办指导员",
  officer: "预审人员",
  head: "负责人",
  city: "市局登记注册指导科",
  admin: "系统管理员",
};

export type Actor =
  | { kind: "applicant"; filingId: string; identity: "card" | "phone"; kioskId?: string; hallId?: string }
  | { kind: "staff"; id: string; name: string; role: Role; authorityId?: string; hallId?: string }
  | { kind: "system" };

/** What the permission rules need to know of a filing. */
export interface FilingPlace {
  id: string;
  status: Status;
  hallId: string;
  authorityId: string | null;
  pickupHallId: string | null;
  /** Guides who opened it by code, with the applicant's consent. */
  openedBy: readonly string[];
}

/** How an actor stands to a filing; every permission is granted to a role in such a place. */
export type Place = "own" | "own authority" | "own hall" | "opened" | "pickup hall" | "city" | "anywhere";

type Grant = { role: Role | "applicant" | "system"; place: Place };

/**
 * Roles × places that may do an act. Sources: plan 二(二) and 三(二): the district of the premises decides, the receiving hall
 * guides; 细则 18: the head approves; plan 二(二)3 and 三 经费保障: mailing is the deciding authority's, pickup the hall's;
 * 四(四): later supervision and disputes are the deciding authority's.
 */
const GRANTS: Record<Act, readonly Grant[]> = {
  edit: [
    { role: "applicant", place: "own" },
    { role: "guide", place: "own hall" },
    { role: "guide", place: "opened" },
  ],
  submit: [
    { role: "applicant", place: "own" },
    { role: "guide", place: "own hall" },
    { role: "guide", place: "opened" },
  ],
  claim: [
    { role: "officer", place: "own authority" },
    { role: "head", place: "own authority" },
  ],
  return: [
    { role: "officer", place: "own authority" },
    { role: "head", place: "own authority" },
  ],
  register: [
    { role: "officer", place: "own authority" },
    { role: "head", place: "own authority" },
  ],
  refuse: [{ role: "head", place: "own authority" }],
  withdraw: [
    { role: "applicant", place: "own" },
    { role: "guide", place: "opened" },
    { role: "guide", place: "own hall" },
  ],
  lapse: [{ role: "system", place: "anywhere" }],
  "check-identity": [
    { role: "guide", place: "own hall" },
    { role: "guide", place: "opened" },
    { role: "officer", place: "own authority" },
  ],
  "open-by-code": [{ role: "guide", place: "anywhere" }],
  correct: [{ role: "head", place: "own authority" }],
  annul: [{ role: "head", place: "own authority" }],
  "take-supervision": [
    { role: "officer", place: "own authority" },
    { role: "head", place: "own authority" },
  ],
  "keep-dispute": [
    { role: "officer", place: "own authority" },
    { role: "head", place: "own authority" },
  ],
  "change-delivery": [
    { role: "applicant", place: "own" },
    { role: "officer", place: "own authority" },
    { role: "guide", place: "pickup hall" },
  ],
  dispatch: [
    { role: "officer", place: "own authority" },
    { role: "head", place: "own authority" },
  ],
  "make-ready": [
    { role: "guide", place: "pickup hall" },
    { role: "officer", place: "own authority" },
  ],
  "hand-out": [
    { role: "guide", place: "pickup hall" },
    { role: "officer", place: "own authority" },
  ],
  print: [
    { role: "applicant", place: "own" },
    { role: "guide", place: "pickup hall" },
    { role: "officer", place: "own authority" },
  ],
  "void-sheet": [
    { role: "guide", place: "pickup hall" },
    { role: "officer", place: "own authority" },
    { role: "head", place: "own authority" },
  ],
};

/** Every place in which `actor` stands to `filing`; empty when it may not even know of it. Source: plan 三, domain 0.9, R20–R22. */
export function placesOf(actor: Actor, filing: FilingPlace): Place[] {
  if (actor.kind === "system") return ["anywhere"];
  if (actor.kind === "applicant") return actor.filingId === filing.id ? ["own"] : [];
  const places: Place[] = [];
  if (actor.authorityId && filing.authorityId === actor.authorityId && filing.status !== "draft")
    places.push("own authority");
  if (actor.hallId && filing.hallId === actor.hallId) places.push("own hall");
  if (actor.hallId && filing.pickupHallId === actor.hallId && filing.status === "registered")
    places.push("pickup hall");
  if (filing.openedBy.includes(actor.id)) places.push("opened");
  if (actor.role === "city") places.push("city");
  return places;
}

/** Whether the actor's role is granted `act` in a place where it stands, whatever the status. Source: the table above. */
export function mayEver(actor: Actor, act: Act, filing: FilingPlace): boolean {
  const role = actor.kind === "staff" ? actor.role : actor.kind;
  const places = placesOf(actor, filing);
  return GRANTS[act].some(
    (grant) => grant.role === role && (grant.place === "anywhere" || places.includes(grant.place)),
  );
}

export type Permission =
  | { ok: true; to: Status }
  | { ok: false; why: "not seen" | "not permitted" | "not in this status" };

/**
 * Whether `actor` may do `act` on `filing` now, and the status it leads to. The same answer draws the buttons and refuses the
 * request. "not seen" is answered as not found. Sources: the tables of acts and grants.
 */
export function permission(actor: Actor, act: Act, filing: FilingPlace): Permission {
  if (placesOf(actor, filing).length === 0 && act !== "open-by-code") return { ok: false, why: "not seen" };
  if (!mayEver(actor, act, filing)) return { ok: false, why: "not permitted" };
  const to = statusAfter(filing.status, act);
  return to ? { ok: true, to } : { ok: false, why: "not in this status" };
}
