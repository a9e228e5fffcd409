import { startEmbeddedFirestore } from '../../../scripts/local/firestore/embedded.ts';

// A process of its own for tests that kill it: serves the file that is named and prints where.
const [file = ':memory:'] = process.argv.slice(2);
const { host } = await startEmbeddedFirestore({ file });
console.log(host);
