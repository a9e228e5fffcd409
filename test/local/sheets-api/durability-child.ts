import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSheetsServer } from '../../../scripts/local/sheets-api/server.ts';

// A server on its own, to be killed by the durability test: prints its port when it listens.
const server = createSheetsServer({ file: process.argv[2]! });
const app = express();
app.use('/v4', server.v4);
app.use('/local', server.local);
const http = app.listen(0, '127.0.0.1', () => {
  console.log((http.address() as AddressInfo).port);
});
