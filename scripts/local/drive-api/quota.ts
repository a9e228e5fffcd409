import type { RequestHandler } from 'express';
import { DriveRefusal } from './failure.ts';

/** Google's are 325,000 and 1,000,000 units, in 60,000 ms: https://developers.google.com/workspace/drive/api/guides/limits */
export interface DriveQuota {
  perUser: number;
  perProject: number;
  windowMs: number;
}

/** Listing changes costs 100 units, all else that is served here 5. Calls that are refused do not count. */
export const driveQuotaGuard = (
  { perUser, perProject, windowMs }: DriveQuota,
  userOf: (authorization: string | undefined) => string,
  now: () => number,
): RequestHandler => {
  let granted: { at: number; user: string; units: number }[] = [];
  return (request, _response, next) => {
    const nowMs = now();
    granted = granted.filter(({ at }) => at > nowMs - windowMs);
    const user = userOf(request.get('authorization'));
    const units = request.method === 'GET' && request.path === '/changes' ? 100 : 5;
    const used = (calls: typeof granted): number => calls.reduce((sum, call) => sum + call.units, units);
    if (used(granted.filter((call) => call.user === user)) > perUser)
      throw new DriveRefusal(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded');
    if (used(granted) > perProject) throw new DriveRefusal(403, 'rateLimitExceeded', 'Rate Limit Exceeded');
    granted.push({ at: nowMs, user, units });
    next();
  };
};
