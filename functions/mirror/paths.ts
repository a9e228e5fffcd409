/** Where the mirror keeps what, as DESIGN section 8 draws it. */
export const planPath = (communityId: string, year: number): string => `communities/${communityId}/plans/${year}`;

export const mirrorPaths = (communityId: string, year: number) => {
  const plan = planPath(communityId, year);
  return {
    community: `communities/${communityId}`,
    plan,
    summary: `summaries/${communityId}_${year}`,
    table: (section: string): string => `${plan}/${section}`,
    row: (section: string, documentId: string): string => `${plan}/${section}/${documentId}`,
    /** Shard 0 is the head: revision, fingerprints and whether a revision is unfinished. */
    indexShard: (shard: number): string => `${plan}/index/${shard}`,
    history: `${plan}/history`,
    historyEntry: (revision: number): string => `${plan}/history/${revision}`,
    historyParts: (revision: number): string => `${plan}/history/${revision}/changes`,
  };
};

export type MirrorPaths = ReturnType<typeof mirrorPaths>;
