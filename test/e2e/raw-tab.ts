import type { Browser } from "playwright-core";

/** A tab as a person has it: the driver's own pages count as seen even behind others, this one does not. */
export interface RawTab {
  /** One call of the DevTools protocol. */
  readonly send: (method: string, parameters?: object) => Promise<Record<string, unknown>>;
  /** The value of an expression in the page, awaited. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** The next event of this name. */
  readonly next: (event: string) => Promise<void>;
  readonly hide: () => Promise<void>;
  readonly show: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

export async function openRawTab(browser: Browser, url: string): Promise<RawTab> {
  const root = await browser.newBrowserCDPSession();
  const { browserContextId } = await root.send("Target.createBrowserContext");
  const create = (newWindow: boolean, address: string) =>
    root.send("Target.createTarget", { url: address, browserContextId, newWindow });
  const { targetId } = await create(true, "about:blank");
  const { sessionId } = await root.send("Target.attachToTarget", { targetId, flatten: false });
  let sent = 0;
  const waiting = new Map<number, (message: Message) => void>();
  const events = new Map<string, () => void>();
  root.on("Target.receivedMessageFromTarget", ({ message, sessionId: from }) => {
    if (from !== sessionId) return;
    const read = JSON.parse(message) as Message;
    if (read.id !== undefined) waiting.get(read.id)?.(read);
    else if (read.method !== undefined) events.get(read.method)?.();
  });
  const send: RawTab["send"] = (method, parameters = {}) =>
    new Promise((done, failed) => {
      const id = ++sent;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) failed(new Error(`${method}: ${error.message}`));
        else done(result ?? {});
      });
      const message = JSON.stringify({ id, method, params: parameters });
      root.send("Target.sendMessageToTarget", { sessionId, message }).catch(failed);
    });
  await send("Page.enable");
  await send("Page.navigate", { url });
  const other = await create(false, "about:blank");
  const bring = async (id: string): Promise<void> => {
    await root.send("Target.activateTarget", { targetId: id });
  };
  await bring(targetId);
  return {
    send,
    evaluate: async <T>(expression: string) => {
      const { result, exceptionDetails } = await send("Runtime.evaluate", {
        ...{ expression, awaitPromise: true, returnByValue: true, userGesture: true },
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: T }).value;
    },
    next: (event) => new Promise((done) => events.set(event, done)),
    hide: () => bring(other.targetId),
    show: () => bring(targetId),
    close: async () => {
      await root.send("Target.disposeBrowserContext", { browserContextId });
      await root.detach();
    },
  };
}
