import { createServer, type Server } from "node:http";
import { HillockError } from "hillock";
import sirv from "sirv";

const HOST = "127.0.0.1";
/** Tried first where no port is asked for, so that the browser knows the page again. */
const USUAL_PORT = 4170;

const HEADERS: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
};

const listen = (server: Server, port: number): Promise<boolean> =>
  new Promise((done, failed) => {
    const refused = (error: NodeJS.ErrnoException): void =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? done(false) : failed(error);
    server.once("error", refused);
    server.listen(port, HOST, () => {
      server.off("error", refused);
      done(true);
    });
  });

/** Serves a folder of static files to this machine only. `port` is undefined for any that is free. */
export async function serve(
  folder: string,
  port: number | undefined,
): Promise<{ readonly url: string; readonly server: Server }> {
  const files = sirv(folder, {
    gzip: true,
    etag: true,
    // names of assets hold a hash of their content
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
      response.setHeader(
        "Cache-Control",
        path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  const server = createServer((request, response) =>
    files(request, response, () => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
      response
        .writeHead(404, { "Content-Type": "text/plain; charset=utf-8" })
        .end("There is nothing here.\n");
    }),
  );
  const listening =
    (await listen(server, port ?? USUAL_PORT)) || (port === undefined && (await listen(server, 0)));
  if (!listening)
    throw new HillockError(
      "invalid-argument",
      `Port ${port} is taken or may not be used. Choose another with --port, or leave it out for any that is free.`,
    );
  const address = server.address();
  return { url: `http://${HOST}:${typeof address === "object" && address ? address.port : port}/`, server };
}
