import { HillockError } from "hillock";
import open from "open";
import { builtLab } from "../lab/built.ts";
import { serve } from "../lab/server.ts";

export interface LabFlags {
  readonly port?: string;
  /** commander's name for --no-open. */
  readonly open: boolean;
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new HillockError(
      "invalid-argument",
      `--port is "${text}"; a whole number from 0 to 65535 is needed.`,
    );
  return port;
}

/** Serves the lab until it is interrupted. */
export async function runLab(flags: LabFlags): Promise<void> {
  const port = readPort(flags.port);
  const folder = await builtLab((text) => console.error(text));
  const { url, server } = await serve(folder, port);
  console.log(`The lab is at ${url}`);
  console.log("It computes in your browser alone and is served to this machine only. Ctrl+C ends it.");
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  if (flags.open)
    await open(url).catch(() => {
      console.error("No browser could be opened; open the address yourself.");
    });
}
