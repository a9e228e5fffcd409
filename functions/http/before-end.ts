import type { ServerResponse } from 'node:http';

/**
 * Has something done before an answer ends, however it is written: on Cloud Run nothing runs once it has.
 * https://cloud.google.com/run/docs/tips/general#avoid_background_activities_if_using_request-based_billing
 *
 * @param work  never rejects
 */
export const beforeEnd = (response: ServerResponse, work: () => Promise<void>): void => {
  const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
  response.end = ((...given: unknown[]) => {
    response.end = end as ServerResponse['end'];
    void work().then(() => end(...given));
    return response;
  }) as ServerResponse['end'];
};
