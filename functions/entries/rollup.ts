import { standBeforeFramework } from '../front-door.ts';
import { serveRollup } from '../http/rollup.ts';
import { lazily } from '../http/serve.ts';
import { rollups } from '../planner/rollups.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveRollup(lazily((config, watch) => rollups(config, watch, openStore(config, watch))));
