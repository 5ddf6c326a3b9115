// The check's own tools live in tools/check, out of the main install.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installFolder } from "../install-folder.mjs";

const folder = fileURLToPath(new URL("../../tools/check", import.meta.url));

/** The path of a tool's command, such as "biome". */
export const tool = (name) => join(folder, "node_modules", ".bin", name);

/** Throws an error that says what npm said where they cannot be installed. */
export const installTools = () => installFolder(folder);
