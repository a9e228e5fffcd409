import { formatRootKeys, newRootKey } from '../functions/keys/root-keys.ts';

// For `npm run deploy`, which has it read by Secret Manager and shown to nobody.
process.stdout.write(formatRootKeys([newRootKey(new Date())]));
