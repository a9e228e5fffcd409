import { standBeforeFramework } from '../front-door.ts';
import { lazily } from '../http/serve.ts';
import { serveShare } from '../http/share.ts';
import { shareDoor } from '../planner/sharing.ts';
import { openStore } from '../planner/store.ts';

standBeforeFramework();
serveShare(lazily((config, watch) => shareDoor(config, watch, openStore(config, watch))));
