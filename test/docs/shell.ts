/** One simple command of a shell line, as documents have them. */
export interface ShellCommand {
  /** Set for this command alone, or by `export`. */
  env: Readonly<Record<string, string>>;
  /** Program and arguments, without quotes. `$(…)` stands as it is typed. */
  words: readonly string[];
}

/**
 * The simple commands of a shell block, in order, and those within `$(…)` behind the one that they stand in. It knows as much of the shell's language as documents need: quotes, comments, lines that go on behind `\`,
 * `&&`, `||`, `|`, `;`, redirections into files, and variables set before a command.
 *
 * @throws Error where a quote or a bracket is never closed
 */
export const shellCommands = (block: string): ShellCommand[] => {
  const commands: ShellCommand[] = [];
  let env: Record<string, string> = {};
  let words: string[] = [];
  const end = (): void => {
    const [program, ...values] = words;
    if (program === 'export') for (const each of values) Object.assign(env, assignment(each));
    if (words.length > 0 || Object.keys(env).length > 0) {
      commands.push({ env, words: program === 'export' ? [] : words });
      for (const word of words)
        for (const [, inner] of word.matchAll(/\$\(([^)]*)\)/g)) commands.push(...shellCommands(inner!));
    }
    [env, words] = [{}, []];
  };
  for (const token of tokensOf(block.replace(/\\\n\s*/g, ' '))) {
    if (/^(?:&&|\|\|?|;|\n)$/.test(token.text) && !token.isQuoted) end();
    else if (words.length === 0 && !token.isQuoted && assignment(token.text))
      Object.assign(env, assignment(token.text));
    else words.push(token.text);
  }
  end();
  return commands;
};

const assignment = (word: string): Record<string, string> | null => {
  const [, name, value] = /^([A-Z_][A-Z0-9_]*)=(.*)$/s.exec(word) ?? [];
  return name === undefined ? null : { [name]: value! };
};

/** Words and operators; comments and redirections are none. */
const tokensOf = (line: string): { text: string; isQuoted: boolean }[] => {
  const found: { text: string; isQuoted: boolean }[] = [];
  const piece = /'[^']*'|"(?:\$\([^)]*\)|[^"])*"|\$\([^)]*\)|[^\s'"|&;<>]/y;
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    const skipped = /^(?:[^\S\n]+|#[^\n]*|[0-9]?>>?\s*[^\s;&|]+)/.exec(rest)?.[0];
    const operator = /^(?:&&|\|\|?|;|\n)/.exec(rest)?.[0];
    if (operator ?? skipped) {
      if (operator) found.push({ text: operator, isQuoted: false });
      at += (operator ?? skipped)!.length;
      continue;
    }
    let [text, isQuoted] = ['', false];
    for (;;) {
      piece.lastIndex = at;
      const [part] = piece.exec(line) ?? [];
      if (part === undefined) break;
      at += part.length;
      const quoted = /^['"]/.test(part);
      isQuoted ||= quoted && text === '';
      text += quoted ? part.slice(1, -1) : part;
    }
    if (text === '' && !isQuoted) throw new Error(`This is never closed, or not understood: ${rest}`);
    found.push({ text, isQuoted });
  }
  return found;
};
