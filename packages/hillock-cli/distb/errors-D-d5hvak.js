// ../hillock/src/errors.ts
/** Every error that Hillock throws on purpose. The message names the thing, its value and the remedy. */
var HillockError = class extends Error {
  code;
  /** Where in a formula the fault stands (0-based character), where one was read. */
  position;
  constructor(code, message, position) {
    super(message);
    this.name = "HillockError";
    this.code = code;
    this.position = position;
  }
};

export { HillockError as t };
