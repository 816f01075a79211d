/** What this server can do beside the first contract; a control whose route is not there is not shown. */
export const served = { attachments: true, canned: true, savedFilters: true, search: true, handBack: true } as const satisfies Record<string, boolean>;
