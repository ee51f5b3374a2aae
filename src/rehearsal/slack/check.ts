/** Any JSON object, before it has been checked. */
export type Json = Record<string, unknown>;

/** What is wrong, each with the place, in Slack's words: `must be less than 76 characters [json-pointer:/blocks/0/text/text]`. */
export type Problems = string[];

export type Check = (value: unknown, at: string, problems: Problems) => void;

export const say = (problems: Problems, what: string, at: string) => problems.push(`${what} [json-pointer:${at}]`);

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Characters as Slack counts them: code points, so an emoji is one. */
export const lengthOf = (text: string) => [...text].length;

export function string(min: number, max: number): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string') return void say(problems, 'must be a string', at);
    if (lengthOf(value) < min) say(problems, `must be more than ${min - 1} characters`, at);
    if (lengthOf(value) > max) say(problems, `must be less than ${max + 1} characters`, at);
  };
}

export const bool: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') say(problems, 'must be a boolean', at);
};

export function integer(min: number, max: number): Check {
  return (value, at, problems) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
      say(problems, `must be a whole number from ${min} to ${max}`, at);
    }
  };
}

export function oneOf(...allowed: string[]): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      say(problems, `must be one of: ${allowed.join(', ')}`, at);
    }
  };
}

export function array(min: number, max: number, each: Check): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return void say(problems, 'must provide an array', at);
    if (value.length < min) say(problems, `no fewer than ${min} items allowed`, at);
    if (value.length > max) say(problems, `no more than ${max} items allowed`, at);
    value.forEach((one, index) => {
      each(one, `${at}/${index}`, problems);
    });
  };
}

/** An object with these fields and no others. `?` at a name's end says that it may be absent. */
export function object(
  fields: Record<string, Check>,
  also?: (value: Json, at: string, problems: Problems) => void,
): Check {
  const known = new Map(Object.entries(fields).map(([name, check]) => [name.replace(/\?$/, ''), check]));
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  return (value, at, problems) => {
    if (!isObject(value)) return void say(problems, 'must provide an object', at);
    for (const name of required) {
      if (value[name] === undefined) say(problems, `missing required field: ${name}`, at);
    }
    for (const [name, one] of Object.entries(value)) {
      const check = known.get(name);
      if (!check) say(problems, `invalid additional property: ${name}`, at);
      else if (one !== undefined) check(one, `${at}/${name}`, problems);
    }
    also?.(value, at, problems);
  };
}

/** One of several objects, told apart by `type`. */
export function typed(kinds: Record<string, Check>, refusal = 'unsupported type'): Check {
  return (value, at, problems) => {
    const type = isObject(value) ? value.type : undefined;
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (!check) say(problems, `${refusal}: ${String(type)}`, `${at}/type`);
    else check(value, at, problems);
  };
}
