/** What this server can do beside the first contract; a control whose route is not there is not shown. */
export const served: Readonly<Record<'attachments' | 'canned' | 'handBack' | 'notices' | 'savedFilters' | 'search', boolean>> = {
  attachments: true, canned: true, handBack: true, notices: true, savedFilters: true, search: true,
};
