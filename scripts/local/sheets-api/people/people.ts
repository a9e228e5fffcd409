import type { GridChange, GridState, PersonAction, PersonEdit, PersonResult } from '../../grid-protocol.ts';
import { areaName } from '../a1.ts';
import { ApiError } from '../failure.ts';
import type { Spreadsheet } from '../model.ts';
import { sheetOf } from '../model.ts';
import type { Workbooks } from '../workbooks.ts';
import type { Act, ChangeType } from './act.ts';
import { personAct, typedAct } from './act.ts';
import type { SheetHeads } from './change.ts';
import { gridChange } from './change.ts';
import type { Palettes } from './grid.ts';
import { gridState, newPalettes } from './grid.ts';
import type { History } from './history.ts';
import { newHistory } from './history.ts';
import { changedPlace } from './reverted.ts';

/** What a person did, as Apps Script's triggers tell it: `edit` for onEdit, `change` for onChange. */
export interface PersonEvent {
  spreadsheetId: string;
  spreadsheetTitle: string;
  kind: 'edit' | 'change';
  tab: string;
  sheetId: number;
  a1: string;
  /** Only of an edit of a single cell, and only where the cell is not empty. */
  value?: string;
  oldValue?: string;
  /** Only of `change`. */
  changeType?: ChangeType;
}

/** A window's ear: what to call with each event of its spreadsheet. */
export type Listener = (event: string, data: unknown) => void;

/** The people's side of the server: what windows show, what people do in them, and who hears of it. */
export interface People {
  state(spreadsheetId: string): GridState;
  types(spreadsheetId: string, edit: PersonEdit): PersonResult;
  acts(spreadsheetId: string, action: PersonAction): PersonResult;
  /** Adds a window; returns how to take it away again. */
  listens(spreadsheetId: string, listener: Listener): () => void;
  onPersonEdit(listener: (event: PersonEvent) => void): void;
  publish(spreadsheetId: string, event: 'notice' | 'alerts' | 'sidebar' | 'goTo' | 'state', data: unknown): void;
}

interface Room {
  palettes: Palettes;
  heads: SheetHeads;
  history: History;
  windows: Set<Listener>;
  /** The newest `state`, told to windows that come later. */
  passState?: unknown;
}

export const createPeople = (workbooks: Workbooks): People => {
  const rooms = new Map<string, Room>();
  const roomOf = (spreadsheetId: string): Room => {
    const known = rooms.get(spreadsheetId) ?? {
      palettes: newPalettes(),
      heads: new Map(),
      history: newHistory(),
      windows: new Set(),
    };
    rooms.set(spreadsheetId, known);
    return known;
  };
  const personListeners: ((event: PersonEvent) => void)[] = [];

  workbooks.onCommit((commit) => {
    const room = rooms.get(commit.spreadsheetId);
    if (!room || room.windows.size === 0) return;
    const change: GridChange = gridChange(commit, room.palettes, room.heads, workbooks.world().now);
    for (const tell of room.windows) tell('change', change);
  });

  const tellPersonEdit = (spreadsheet: Spreadsheet, act: Act): void => {
    const event = {
      spreadsheetId: spreadsheet.spreadsheetId,
      spreadsheetTitle: spreadsheet.properties.title,
      tab: act.tab,
      sheetId: act.sheetId,
      a1: areaName(act.area),
    };
    const values = {
      ...(act.value === undefined ? {} : { value: act.value }),
      ...(act.oldValue === undefined ? {} : { oldValue: act.oldValue }),
    };
    for (const listener of personListeners) {
      if (act.edits) listener({ ...event, kind: 'edit', ...values });
      listener({ ...event, kind: 'change', changeType: act.changeType });
    }
  };

  const done = (act: Act, client: string | undefined): PersonResult => {
    const { spreadsheet: before } = workbooks.get(act.spreadsheet.spreadsheetId);
    const { spreadsheet: after, revision } = workbooks.commit(act.spreadsheet, client ?? null);
    if (after !== before) {
      if (client !== undefined) roomOf(after.spreadsheetId).history.did(client, before, after, act.sorted ?? false);
      tellPersonEdit(after, act);
    }
    return { revision, at: { sheetId: act.sheetId, range: areaName(act.area) } };
  };

  const takeBack = (spreadsheetId: string, kind: 'undo' | 'redo', client: string): PersonResult => {
    const { spreadsheet: before, revision } = workbooks.get(spreadsheetId);
    const { history } = roomOf(spreadsheetId);
    const step = kind === 'undo' ? history.undone(client, before) : history.redone(client, before);
    if (!step) return { revision };
    const { spreadsheet: after, revision: next } = workbooks.commit(step.spreadsheet, client);
    step.committed(after);
    const place = changedPlace(before, after);
    if (!place) return { revision: next };
    const sheet = sheetOf(after, place.sheetId)!;
    const old = sheetOf(before, place.sheetId);
    const rows = sheet.rows.length - (old?.rows.length ?? 0);
    const columns = sheet.columns.length - (old?.columns.length ?? 0);
    tellPersonEdit(after, {
      spreadsheet: after,
      sheetId: place.sheetId,
      tab: sheet.properties.title,
      area: place.area,
      changeType:
        rows > 0
          ? 'INSERT_ROW'
          : rows < 0
            ? 'REMOVE_ROW'
            : columns > 0
              ? 'INSERT_COLUMN'
              : columns < 0
                ? 'REMOVE_COLUMN'
                : 'EDIT',
      edits: rows === 0 && columns === 0,
    });
    return { revision: next, at: { sheetId: place.sheetId, range: areaName(place.area) } };
  };

  return {
    state: (spreadsheetId) => {
      const { spreadsheet, revision } = workbooks.get(spreadsheetId);
      const room = roomOf(spreadsheetId);
      const state = gridState(spreadsheet, revision, room.palettes, workbooks.world().now);
      for (const { rows: _rows, ...head } of state.sheets) room.heads.set(head.sheetId, JSON.stringify(head));
      return state;
    },
    types: (spreadsheetId, edit) => {
      const { spreadsheet } = workbooks.get(spreadsheetId);
      return done(typedAct(spreadsheet, edit, workbooks.world().now), edit.client);
    },
    acts: (spreadsheetId, action) => {
      if (action.kind === 'undo' || action.kind === 'redo') {
        if (action.client === undefined)
          throw new ApiError('INVALID_ARGUMENT', 'Undo needs to know whose act to take back: client is missing.');
        return takeBack(spreadsheetId, action.kind, action.client);
      }
      const { spreadsheet } = workbooks.get(spreadsheetId);
      return done(personAct(spreadsheet, action, workbooks.world()), action.client);
    },
    listens: (spreadsheetId, listener) => {
      workbooks.get(spreadsheetId);
      const room = roomOf(spreadsheetId);
      room.windows.add(listener);
      if (room.passState !== undefined) listener('state', room.passState);
      return () => void room.windows.delete(listener);
    },
    onPersonEdit: (listener) => void personListeners.push(listener),
    publish: (spreadsheetId, event, data) => {
      const room = roomOf(spreadsheetId);
      if (event === 'state') room.passState = data;
      for (const tell of room.windows) tell(event, data);
    },
  };
};
