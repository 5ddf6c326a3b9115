import { t as __commonJSMin, i as __toESM } from "./rolldown-runtime-DYf_mQCB.js";

// src/terminal/colors.ts
var import_picocolors = /* @__PURE__ */ __toESM(
  /* @__PURE__ */ __commonJSMin((exports, module) => {
    const p = process || {};
    const argv = p.argv || [];
    const env = p.env || {};
    const isColorSupported =
      !(!!env.NO_COLOR || argv.includes("--no-color")) &&
      (!!env.FORCE_COLOR ||
        argv.includes("--color") ||
        p.platform === "win32" ||
        ((p.stdout || {}).isTTY && env.TERM !== "dumb") ||
        !!env.CI);
    const formatter =
      (open, close, replace = open) =>
      (input) => {
        const string = "" + input,
          index = string.indexOf(close, open.length);
        return ~index ? open + replaceClose(string, close, replace, index) + close : open + string + close;
      };
    const replaceClose = (string, close, replace, index) => {
      let result = "",
        cursor = 0;
      do {
        result += string.substring(cursor, index) + replace;
        cursor = index + close.length;
        index = string.indexOf(close, cursor);
      } while (~index);
      return result + string.substring(cursor);
    };
    const createColors = (enabled = isColorSupported) => {
      const f = enabled ? formatter : () => String;
      return {
        isColorSupported: enabled,
        reset: f("\x1B[0m", "\x1B[0m"),
        bold: f("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
        dim: f("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
        italic: f("\x1B[3m", "\x1B[23m"),
        underline: f("\x1B[4m", "\x1B[24m"),
        inverse: f("\x1B[7m", "\x1B[27m"),
        hidden: f("\x1B[8m", "\x1B[28m"),
        strikethrough: f("\x1B[9m", "\x1B[29m"),
        black: f("\x1B[30m", "\x1B[39m"),
        red: f("\x1B[31m", "\x1B[39m"),
        green: f("\x1B[32m", "\x1B[39m"),
        yellow: f("\x1B[33m", "\x1B[39m"),
        blue: f("\x1B[34m", "\x1B[39m"),
        magenta: f("\x1B[35m", "\x1B[39m"),
        cyan: f("\x1B[36m", "\x1B[39m"),
        white: f("\x1B[37m", "\x1B[39m"),
        gray: f("\x1B[90m", "\x1B[39m"),
        bgBlack: f("\x1B[40m", "\x1B[49m"),
        bgRed: f("\x1B[41m", "\x1B[49m"),
        bgGreen: f("\x1B[42m", "\x1B[49m"),
        bgYellow: f("\x1B[43m", "\x1B[49m"),
        bgBlue: f("\x1B[44m", "\x1B[49m"),
        bgMagenta: f("\x1B[45m", "\x1B[49m"),
        bgCyan: f("\x1B[46m", "\x1B[49m"),
        bgWhite: f("\x1B[47m", "\x1B[49m"),
        blackBright: f("\x1B[90m", "\x1B[39m"),
        redBright: f("\x1B[91m", "\x1B[39m"),
        greenBright: f("\x1B[92m", "\x1B[39m"),
        yellowBright: f("\x1B[93m", "\x1B[39m"),
        blueBright: f("\x1B[94m", "\x1B[39m"),
        magentaBright: f("\x1B[95m", "\x1B[39m"),
        cyanBright: f("\x1B[96m", "\x1B[39m"),
        whiteBright: f("\x1B[97m", "\x1B[39m"),
        bgBlackBright: f("\x1B[100m", "\x1B[49m"),
        bgRedBright: f("\x1B[101m", "\x1B[49m"),
        bgGreenBright: f("\x1B[102m", "\x1B[49m"),
        bgYellowBright: f("\x1B[103m", "\x1B[49m"),
        bgBlueBright: f("\x1B[104m", "\x1B[49m"),
        bgMagentaBright: f("\x1B[105m", "\x1B[49m"),
        bgCyanBright: f("\x1B[106m", "\x1B[49m"),
        bgWhiteBright: f("\x1B[107m", "\x1B[49m"),
      };
    };
    module.exports = createColors();
    module.exports.createColors = createColors;
  })(),
  1,
);
/**
 * Colours for what is written to this stream: where it is a terminal that shows them, unless NO_COLOR is set;
 * elsewhere (a pipe, a file, a build server's log) only where FORCE_COLOR asks for them.
 */
function colorsOf(stream) {
  const { FORCE_COLOR: forced, NO_COLOR: none } = process.env;
  if (none !== void 0 && none !== "") return import_picocolors.default.createColors(false);
  if (forced !== void 0) return import_picocolors.default.createColors(forced !== "0" && forced !== "false");
  return import_picocolors.default.createColors(stream.isTTY === true && (stream.hasColors?.() ?? true));
}

export { colorsOf as t };
