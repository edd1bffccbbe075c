import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Db } from "../db/transaction.ts";
import type { FileStore } from "../files/store.ts";
import type { Catalogues } from "../rules/findings.ts";
import type { Actor } from "../rules/permissions.ts";
import type { Press } from "../signing/press.ts";

/** What the app is built from. `now` is the server's clock, the only one that counts. */
export interface Deps {
  db: Db;
  config: Config;
  files: FileStore;
  press: Press;
  catalogues: () => Promise<Catalogues>;
  log: Logger;
  now: () => number;
}

export type StaffActor = Extract<Actor, { kind: "staff" }>;
export type ApplicantActor = Extract<Actor, { kind: "applicant" }>;

export interface KioskDevice {
  id: string;
  hallId: string;
  hallName: string;
  hallPhone: string;
}

export interface WebSession {
  id: string;
  csrf: string;
  kind: "staff" | "kiosk" | "holder";
}

/** What a guard leaves for the handler behind it. */
export interface Env {
  Variables: {
    session: WebSession;
    staff: StaffActor;
    applicant: ApplicantActor;
    kiosk: KioskDevice;
    requestId: string;
  };
}
