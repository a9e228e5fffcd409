import type { RequestHandler } from 'express';

/** Google's are 60 and 300, in 60,000 ms: https://developers.google.com/workspace/sheets/api/limits */
export interface SheetsQuota {
  /** Reads, and as many writes, of one account. */
  perUser: number;
  /** Of all accounts together. */
  perProject: number;
  windowMs: number;
  /** What it has counted, for whoever wants to know. */
  onCall?: (call: { kind: 'reads' | 'writes'; user: string; refused: boolean }) => void;
}

/**
 * Refuses what goes beyond a quota as Google does, more strictly than Google may: no stretch of time as long as the window has more calls
 * than the limit, wherever it begins. Calls that are refused do not count. Whoever has no credentials is one user.
 */
export const quotaGuard = ({ perUser, perProject, windowMs, onCall }: SheetsQuota): RequestHandler => {
  const granted = new Map<string, number[]>();
  const recent = (key: string, nowMs: number): number[] => {
    const times = (granted.get(key) ?? []).filter((at) => at > nowMs - windowMs);
    granted.set(key, times);
    return times;
  };
  return (request, response, next) => {
    const kind =
      request.method === 'GET' || /:(getByDataFilter|batchGetByDataFilter|search)$/.test(request.path)
        ? 'reads'
        : 'writes';
    const user = request.get('authorization') ?? 'anonymous';
    const nowMs = performance.now();
    const [ofUser, ofProject] = [recent(`${kind} ${user}`, nowMs), recent(kind, nowMs)];
    const refused = ofUser.length >= perUser || ofProject.length >= perProject;
    onCall?.({ kind, user, refused });
    if (!refused) {
      ofUser.push(nowMs);
      ofProject.push(nowMs);
      next();
      return;
    }
    const metric = kind === 'reads' ? 'Read requests' : 'Write requests';
    const limit = ofUser.length >= perUser ? `${metric} per minute per user` : `${metric} per minute`;
    response.status(429).json({
      error: {
        code: 429,
        message: `Quota exceeded for quota metric '${metric}' and limit '${limit}' of service 'sheets.googleapis.com'.`,
        status: 'RESOURCE_EXHAUSTED',
      },
    });
  };
};
