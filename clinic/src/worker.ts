// One thread of the pool: tickets come in, results go out.
import { type Examined, examineCase } from "./examine-case.ts";
import type { Ticket } from "./plan.ts";

export default (ticket: Ticket): Promise<Examined> => examineCase(ticket);
