// Replaces the native module @vscode/spdlog in the editor that we install without compiling: without a log, VS Code shows
// empty Output channels. Has the part of its interface that VS Code uses, and does not rotate files.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #isRaw = false;

  constructor(_type, _name, file) {
    this.#file = file;
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {}
  /** From now on, messages are written as they are. */
  clearFormatters() {
    this.#isRaw = true;
  }
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString();
    const line = `${time.slice(0, 23).replace('T', ' ')} [${LEVELS[level]}] ${message}\n`;
    try {
      appendFileSync(this.#file, this.#isRaw ? message : line);
    } catch {
      // A log must not stop the editor, for example when its folder is removed.
    }
  }
}

async function createLogger(name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger('', name, file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
