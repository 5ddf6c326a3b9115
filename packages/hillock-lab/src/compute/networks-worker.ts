import { expose } from "comlink";
import { chainLook } from "./chain.ts";
import { collapseLook } from "./collapse.ts";
import { formula } from "./formula.ts";
import { useFormulas } from "./resolve.ts";
import { zigzagLook } from "./zigzag.ts";

useFormulas(formula);

/** What needs whole networks: apart from the functions, so that the first page does not load it. */
const api = { chainLook, zigzagLook, collapseLook };
export type NetworksApi = typeof api;
expose(api);
