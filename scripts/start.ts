import { OptionError, startOptions, USAGE } from './local/options.ts';

/**
 * The main job on one machine: the planning sheet in a browser, the Sheets API, the functions and Firestore, on one port.
 */
const main = async (): Promise<void> => {
  const startedAt = performance.now();
  try {
    const options = startOptions(process.argv.slice(2), process.env);
    if (options.help) {
      console.log(USAGE);
      return;
    }
    // Loaded once the flags are known to do: a typing mistake is told at once.
    const { startMachine } = await import('./local/machine.ts');
    const machine = await startMachine(options, process.env, (line) => console.log(line), startedAt);
    stopOnSignals(machine.close);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
};

/** Everything must be stopped within 2 s, whatever hangs. */
const STOP_WITHIN_MS = 1_500;

const stopOnSignals = (close: () => Promise<void>): void => {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopping. Everything that was typed is kept.');
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    void close().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
};

await main();
