export interface RedisServer {
  /** As the command takes it, password included. */
  readonly address: string;
  /** What the server answers to a command, line by line. */
  readonly ask: (...command: string[]) => string[];
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Kills it without a word, and starts it anew after a while. */
  readonly vanish: (milliseconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function redis(): string | undefined;
export function startRedis(options: {
  readonly file: string;
  readonly folder: string;
  readonly password: string;
  readonly kept: boolean;
}): Promise<RedisServer>;
