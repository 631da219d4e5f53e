/** Returns true for the formats of `!!timestamp` that the Go library reads; it does not support all of YAML 1.1. */
export function isTimestamp(text: string): boolean {
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = (
    DATE.exec(text) ??
    WITH_ZONE.exec(text) ??
    WITHOUT_ZONE.exec(text) ??
    []
  ).map(String);
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false;
  return isDate(Number(year), Number(month), Number(day));
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const WITH_ZONE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](?:[01]\d|2[0-4]):[0-5]\d)$/;
const WITHOUT_ZONE = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?$/;
