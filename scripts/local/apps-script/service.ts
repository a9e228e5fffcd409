import { ScriptError } from './script-error.ts';

/** An object that says so when something is asked of it that it does not have. */
export const service = <Members extends object>(name: string, members: Members): Members =>
  new Proxy(members, {
    get: (target, member, receiver) => {
      if (typeof member === 'symbol' || member in target) return Reflect.get(target, member, receiver);
      // What the language itself looks for when it prints or awaits an object.
      if (member === 'toJSON' || member === 'then') return undefined;
      throw new ScriptError(`This machine's Apps Script does not have ${name}.${member}.`);
    },
  });

/** An enumeration's values print as their names and are equal only to themselves. */
export const enumeration = <const Names extends readonly string[]>(
  names: Names,
): { [Name in Names[number]]: EnumValue } =>
  Object.fromEntries(names.map((name) => [name, new EnumValue(name)])) as { [Name in Names[number]]: EnumValue };

class EnumValue {
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  toString(): string {
    return this.#name;
  }
  toJSON(): string {
    return this.#name;
  }
}

export const isEnumValue = (value: unknown): boolean => value instanceof EnumValue;
