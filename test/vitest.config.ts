import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Many files wait for servers and browsers more than they compute; by itself vitest leaves a core of two to the watcher.
    maxWorkers: '100%',
    // Browser and server tests start real processes; a busy two-core machine needs the room.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
