import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Browser and server tests start real processes; a busy two-core machine needs the room.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
