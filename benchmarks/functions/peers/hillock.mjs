import { VERSION } from "hillock";
import { stopwatch } from "../timing.mjs";

/** The call that a user makes. A case gives (data) → function, with outputs allocated beforehand. */
export async function open() {
  return { version: VERSION, watch: async (make, data) => stopwatch(make(data)) };
}
